import { STATUS_CODES } from 'node:http';
import { COMMON_ERROR_CODES, type CommonErrorCode, type Problem } from '@bureau/contracts';
import { HttpException } from '@nestjs/common';
import { commonError } from '../../errors/common-errors';
import { ProblemError } from '../../errors/problem-error';

/** SQLSTATEs of work that was given up under load, and that may succeed when it is repeated. */
const OVERLOADED = new Set(['40001', '40P01', '53300', '55P03', '57014']);

const BY_STATUS: Readonly<Record<number, { code: CommonErrorCode; detail: string }>> = {
  400: { code: 'VALIDATION_FAILED', detail: 'The request is malformed.' },
  401: { code: 'UNAUTHENTICATED', detail: 'Sign in first.' },
  403: { code: 'PERMISSION_DENIED', detail: 'You may not do this.' },
  404: { code: 'NOT_FOUND', detail: 'There is nothing at this address.' },
  405: { code: 'METHOD_NOT_ALLOWED', detail: 'This address does not know that method.' },
  413: { code: 'BODY_TOO_LARGE', detail: 'The body is larger than this address takes.' },
  414: { code: 'VALIDATION_FAILED', detail: 'The address is too long.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', detail: 'This address does not take that media type.' },
  429: { code: 'RATE_LIMITED', detail: 'Too many requests.' },
  503: { code: 'UNAVAILABLE', detail: 'Bureau is not available just now; try again.' },
};

/**
 * What a caller may know of an error. An error that was not meant for callers is a defect: 500, and not a word of it.
 */
export function problemErrorOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const status = statusOf(error);
  const known = BY_STATUS[status];
  if (known) return new ProblemError(status, known.code, known.detail, { cause: error });
  if (status >= 400 && status < 500)
    return new ProblemError(status, 'VALIDATION_FAILED', 'The request cannot be answered.', { cause: error });
  return commonError('INTERNAL', 'Something went wrong on our side. The request id finds it in the logs.', {
    cause: error,
  });
}

/** The document for an error, as it goes over the wire. */
export function problemDocument(error: ProblemError, requestId: string): Problem {
  const { errors, current_version, methods } = error.extras;
  return {
    type: `urn:bureau:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Error',
    status: error.status,
    detail: error.message,
    code: error.code,
    request_id: requestId,
    ...(errors && { errors }),
    ...(current_version !== undefined && { current_version }),
    ...(methods && { methods }),
  };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof code === 'string' && OVERLOADED.has(code)
    ? COMMON_ERROR_CODES.UNAVAILABLE
    : COMMON_ERROR_CODES.INTERNAL;
}
