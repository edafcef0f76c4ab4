import { type Problem } from '@bureau/contracts';

/** A refused sign-in in words: what to do next, without telling whether the account exists. */
export function signInFailure(problem: Problem | null): string {
  if (!problem) return '';
  if (problem.status === 401)
    return 'E-mail or password is wrong. Try again, or ask an administrator to reset it.';
  if (problem.status === 429) return 'Too many attempts. Wait a little and try again.';
  if (problem.status === 0) return 'The server could not be reached. Check the connection and try again.';
  return problem.errors?.length ? 'Check the fields below.' : `${problem.title}. Try again in a moment.`;
}
