import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { stack } from './stack';

/** The public API with the first admin's rights. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  upload<T>(path: string, form: FormData): Promise<T>;
}

/** Signs in and answers what later calls go through. */
export async function signedIn(): Promise<Client> {
  const { email, password } = stack();
  const { access_token } = await call<{ access_token: string }>('POST', '/auth/login', { email, password });
  return {
    get: (path) => call('GET', path, undefined, access_token),
    post: (path, body) => call('POST', path, body, access_token),
    upload: (path, form) => call('POST', path, form, access_token),
  };
}

async function call<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${stack().api_url}/api/v1${path}`, {
    method,
    body: isForm ? body : body && JSON.stringify(body),
    headers: {
      ...(body && !isForm && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
  const text = await response.text();
  expect(response.ok, `${method} ${path} answered ${response.status}: ${text}`).toBe(true);
  return JSON.parse(text || 'null') as T;
}

/** The process id of one of the product's supervised processes, as it runs now. */
export function processId(name: 'api' | 'worker'): number {
  const file = readFileSync(join(stack().folder, 'run.json'), 'utf8');
  const { processes } = JSON.parse(file) as { processes: { pid: number }[] };
  const found = processes.findLast(({ pid }) => commandOf(pid).includes(`${name}/main.mjs`));
  if (!found) throw new Error(`The ${name} does not run`);
  return found.pid;
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}
