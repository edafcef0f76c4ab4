/** Follows addresses as a browser does, with the cookies of each host; for pages without scripts. */
export class CookieBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** One request, without following where it points. */
  async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string> | undefined), ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Follows every redirection up to the first that `stop` names. @returns where that points */
  async follow(url: string, stop: (location: string) => boolean): Promise<string> {
    for (let hops = 0, next = url; hops < 12; hops++) {
      const location = (await this.visit(next)).headers.get('location');
      if (location === null) throw new Error(`${next} leads nowhere`);
      next = new URL(location, next).href;
      if (stop(next)) return next;
    }
    throw new Error(`${url} goes round in circles`);
  }

  cookie(url: string, name: string): string | undefined {
    return this.jarOf(url).get(name);
  }

  private jarOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
  if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
