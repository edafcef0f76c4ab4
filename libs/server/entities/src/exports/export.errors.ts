import { commonError, ProblemError } from '@bureau/platform';

/** 422: a sheet has no more rows. */
export function tooManyRows(most: number): ProblemError {
  return new ProblemError(
    422,
    'EXPORT_TOO_LARGE',
    `A sheet holds ${most} records and this would be more. Export it as CSV or NDJSON, or narrow the filter.`,
  );
}

/** 422: there are too many keys to give each a column. */
export function tooManyKeys(most: number): ProblemError {
  return new ProblemError(
    422,
    'EXPORT_TOO_WIDE',
    `The metadata has more than ${most} keys. Export it without flatten, or narrow the filter.`,
  );
}

/** 429: exports hold connections, and the others need some too. */
export function tooManyExports(): ProblemError {
  return commonError('RATE_LIMITED', 'Several exports are running already. Try again in a moment.', {
    retry_after_seconds: 10,
  });
}
