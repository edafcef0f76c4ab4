import { ProblemError } from '@bureau/platform';

/** What the model is told of a call that failed, or null where the failure is ours and the run cannot go on. */
export function toolErrorText(error: unknown): string | null {
  if (!(error instanceof ProblemError) || error.status >= 500) return null;
  const fields = (error.extras.errors ?? [])
    .slice(0, 10)
    .map(({ pointer, detail }) => `${pointer}: ${detail}`);
  const rights =
    error.status === 403 ? 'The person you work for may not do this, so you may not either. ' : '';
  return `${rights}${error.message}${fields.length > 0 ? `\n${fields.join('\n')}` : ''}`;
}
