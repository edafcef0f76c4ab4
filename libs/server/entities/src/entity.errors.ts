import { commonError, ProblemError } from '@bureau/platform';

/** The name of the database rule that a write broke; null where the error is another. */
export function brokenConstraint(error: unknown): string | null {
  const { constraint } = (error ?? {}) as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : null;
}

/** 400: metadata is no object or too large; also where a merge made it so. */
export function metadataTooLarge(): ProblemError {
  const detail = 'Metadata must be an object of at most 64 KiB.';
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/metadata', code: 'METADATA_SIZE', detail }],
  });
}

/** 409: the two records are related in this way already. */
export function relationExists(): ProblemError {
  return new ProblemError(409, 'RELATION_EXISTS', 'These records have this relation already.');
}

/** 422: a record cannot be related to itself. */
export function relationToSelf(): ProblemError {
  return new ProblemError(422, 'RELATION_TO_SELF', 'A record cannot be related to itself.');
}
