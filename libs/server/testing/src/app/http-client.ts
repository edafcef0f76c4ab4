/** One answer of the API. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  /** Parsed JSON; undefined where the answer has none. */
  body: Body;
}

export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is a `FormData`. */
  body?: unknown;
}

/** Calls the API as one caller, or as nobody. */
export class HttpClient {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string | null = null,
  ) {}

  get<Body = unknown>(path: string, headers?: Record<string, string>) {
    return this.send<Body>('GET', path, { headers });
  }

  post<Body = unknown>(path: string, body?: unknown, headers?: Record<string, string>) {
    return this.send<Body>('POST', path, { body, headers });
  }

  put<Body = unknown>(path: string, body?: unknown, headers?: Record<string, string>) {
    return this.send<Body>('PUT', path, { body, headers });
  }

  /** Sends a merge patch (RFC 7396). */
  patch<Body = unknown>(path: string, body?: unknown, headers: Record<string, string> = {}) {
    return this.send<Body>('PATCH', path, {
      body,
      headers: { 'content-type': 'application/merge-patch+json', ...headers },
    });
  }

  delete<Body = unknown>(path: string, headers?: Record<string, string>) {
    return this.send<Body>('DELETE', path, { headers });
  }

  /** @param path below `/api/v1`, or absolute from the host where it begins with `//` */
  async send<Body = unknown>(
    method: string,
    path: string,
    { headers = {}, body }: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const json = body !== undefined && !(body instanceof FormData);
    const response = await fetch(
      `${this.baseUrl}${path.startsWith('//') ? path.slice(1) : `/api/v1${path}`}`,
      {
        method,
        redirect: 'manual',
        headers: {
          ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
          ...(json && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: json ? JSON.stringify(body) : (body as FormData | undefined),
      },
    );
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text ? JSON.parse(text) : text || undefined) as Body,
    };
  }
}
