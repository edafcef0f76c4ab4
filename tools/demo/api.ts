import { randomUUID } from 'node:crypto';

/** A problem document of the API, as an error that prints itself in one line. */
export class ApiProblem extends Error {
  readonly status: number;

  constructor(
    method: string,
    path: string,
    status: number,
    body: { code?: string; detail?: string; request_id?: string },
  ) {
    super(
      `${method} ${path} answered ${status} ${body.code ?? ''}: ${body.detail ?? 'no detail'} (request ${body.request_id ?? 'unknown'})`,
    );
    this.status = status;
  }
}

/** The public API, as any other service would call it. */
export class Api {
  readonly url: string;
  private token = '';

  constructor(url: string) {
    this.url = url;
  }

  get accessToken(): string {
    return this.token;
  }

  async signIn(email: string, password: string): Promise<void> {
    const { access_token } = await this.post<{ access_token: string }>('/auth/login', { email, password });
    this.token = access_token;
  }

  async get<T>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  /** Every POST carries an idempotency key, so that it may be repeated safely. */
  async post<T>(path: string, body: object): Promise<T> {
    return this.send<T>('POST', path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  /** Uploads a file as `multipart/form-data`. */
  async upload<T>(path: string, name: string, content: string): Promise<T> {
    const form = new FormData();
    form.append('file', new Blob([content], { type: 'text/csv' }), name);
    return this.send<T>('POST', path, form);
  }

  private async send<T>(
    method: string,
    path: string,
    body?: string | FormData,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      body,
      headers: {
        ...headers,
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(method === 'POST' && this.token && { 'idempotency-key': randomUUID() }),
      },
    });
    const text = await response.text();
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    if (!response.ok) throw new ApiProblem(method, path, response.status, answer as object);
    return answer as T;
  }
}
