import { HttpErrorResponse } from '@angular/common/http';
import { type Problem, type ProblemField, type StepUpMethod } from '@bureau/contracts';

/** `status` and `code` of a request that never got an answer. */
export const NO_CONNECTION = { status: 0, code: 'NO_CONNECTION' } as const;

/** An RFC 9457 problem as an error: what every failed API call of the portal rejects with. */
export class ApiProblem extends Error implements Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id: string;
  readonly errors?: ProblemField[];
  readonly current_version?: number;
  readonly methods?: StepUpMethod[];

  /** @param retryAfterSeconds how long the server asks to wait, where it does */
  constructor(
    problem: Problem,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(problem.detail || problem.title);
    this.name = 'ApiProblem';
    this.type = problem.type;
    this.title = problem.title;
    this.status = problem.status;
    this.detail = problem.detail;
    this.code = problem.code;
    this.request_id = problem.request_id;
    this.errors = problem.errors;
    this.current_version = problem.current_version;
    this.methods = problem.methods;
  }
}

/**
 * Turns whatever a request failed with into a problem.
 * @param requestId the id that the request was sent with, for the cases in which no answer names one
 */
export function toApiProblem(error: unknown, requestId = ''): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (!(error instanceof HttpErrorResponse)) return unexpected(error, requestId);
  const answered = error.headers.get('X-Request-Id') ?? requestId;
  if (isProblem(error.error))
    return new ApiProblem({ ...error.error, request_id: error.error.request_id || answered }, waitOf(error));
  return error.status === 0 ? noConnection(requestId) : foreignAnswer(error.status, answered);
}

/** The field errors of a problem by JSON pointer (`/name`, `/metadata/size`); the first per field. */
export function fieldErrors(problem: Problem | null | undefined): ReadonlyMap<string, string> {
  const byPointer = new Map<string, string>();
  for (const { pointer, detail } of problem?.errors ?? []) {
    if (!byPointer.has(pointer)) byPointer.set(pointer, detail);
  }
  return byPointer;
}

function waitOf({ headers }: HttpErrorResponse): number | null {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'title' in body && 'status' in body;
}

function noConnection(requestId: string): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'No connection',
    ...NO_CONNECTION,
    detail: 'The server could not be reached. Check the connection and try again.',
    request_id: requestId,
  });
}

/** An answer that is not ours: a proxy's page, for example. */
function foreignAnswer(status: number, requestId: string): ApiProblem {
  const away = status >= 502 && status <= 504;
  return new ApiProblem({
    type: 'about:blank',
    title: away ? 'The server is not available' : 'Unexpected answer',
    status,
    detail: away
      ? 'It may be starting. Try again in a moment.'
      : `The server answered with status ${status}.`,
    code: away ? 'UNAVAILABLE' : 'UNEXPECTED_ANSWER',
    request_id: requestId,
  });
}

function unexpected(error: unknown, requestId: string): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'Something went wrong in the portal',
    status: 0,
    detail: error instanceof Error ? error.message : String(error),
    code: 'PORTAL_ERROR',
    request_id: requestId,
  });
}
