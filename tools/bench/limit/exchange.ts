import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './signed-in.ts';

/** What a request asks for, with everything that a statement may need of it. */
export interface Exchange {
  readonly operation: string;
  readonly caller: Caller;
  /** Values by the names that recorded parameters have. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Format and sort of the cursor that came with the request. */
  readonly cursorHead: readonly unknown[] | null;
  readonly path: string;
}

export interface Answer {
  readonly status: number;
  readonly json: string;
  readonly link?: string;
}

export type Handler = (exchange: Exchange) => Promise<Answer>;

const CURSOR_HEAD = 2;
let served = 0;

/** Reads a request of the records API: only what is needed, and nothing is checked. */
export function readExchange(request: IncomingMessage, path: string, caller: Caller, body: string): Exchange {
  const context = {
    ...caller,
    request_id: `limit-${++served}`,
    ip: request.socket.remoteAddress,
    user_agent: request.headers['user-agent'],
  };
  const question = path.indexOf('?');
  if (question >= 0) return readList(path, path.slice(question + 1), caller, context);
  const [, , , , id, part] = path.split('/');
  const values = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  if (values.metadata) values.metadata = JSON.stringify(values.metadata);
  const operation =
    request.method === 'GET'
      ? 'get'
      : request.method === 'POST'
        ? 'create'
        : part === 'status'
          ? 'status'
          : 'replace';
  return { operation, caller, path, cursorHead: null, values: { ...context, ...values, id: Number(id) } };
}

function readList(path: string, query: string, caller: Caller, context: object): Exchange {
  const at = query.indexOf('cursor=');
  if (at < 0) return { operation: 'list', caller, path, cursorHead: null, values: { ...context } };
  const text = query.slice(at + 'cursor='.length).split('&', 1)[0] ?? '';
  const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
  const keys = cursor.slice(CURSOR_HEAD).map((value, i) => [`cursor_${i}`, value]);
  return {
    operation: 'list_after',
    caller,
    path,
    cursorHead: cursor.slice(0, CURSOR_HEAD),
    values: { ...context, ...Object.fromEntries(keys) },
  };
}

/** Sends an answer in one piece. */
export function sendAnswer(response: ServerResponse, { status, json, link }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    ...(link !== undefined && { link }),
  });
  response.end(json);
}
