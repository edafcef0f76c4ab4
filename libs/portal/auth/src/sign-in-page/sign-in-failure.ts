import { type ApiProblem } from '@bureau/portal-core';

/** How a failed step of signing in is told: what to do next, never whether the account exists. */
export function signInFailure(problem: ApiProblem | null, step: 'password' | 'code', reset = false): string {
  if (!problem) return '';
  if (problem.status === 401 && step === 'code')
    return 'The code is wrong or was used before. Wait for the next one and try again.';
  if (problem.status === 401) {
    const next = reset ? 'Try again or reset it.' : 'Try again, or ask an administrator to reset it.';
    return `E-mail or password is wrong. ${next}`;
  }
  if (problem.status === 429) return `Too many attempts. Wait ${waitText(problem)} and try again.`;
  if (problem.status === 0) return 'The server could not be reached. Check the connection and try again.';
  return problem.errors?.length ? 'Check the fields below.' : `${problem.title}. Try again in a moment.`;
}

function waitText({ retryAfterSeconds }: ApiProblem): string {
  if (retryAfterSeconds === null) return 'a little';
  if (retryAfterSeconds < 90) return 'a minute';
  return `${Math.ceil(retryAfterSeconds / 60)} minutes`;
}

const PROVIDER_FAILURES: Readonly<Record<string, string>> = {
  OIDC_UNAVAILABLE: 'The sign-in service does not answer. Try again in a moment, or use your password.',
  OIDC_DENIED: 'You did not sign in there. Nothing was changed.',
  OIDC_STATE: 'That took too long, or was begun in another window. Start again.',
  OIDC_NO_ACCOUNT: 'Nobody here has that identity. Ask an administrator to invite you.',
  OIDC_EMAIL_TAKEN:
    'An account has that e-mail address already. Sign in with your password, then connect the identity under Settings.',
  OIDC_IDENTITY_TAKEN: 'That identity belongs to another account. Nothing was changed.',
};

/** What came back from the OpenID provider as `problem=…`, in words. */
export function providerFailure(problem: string | undefined): string {
  if (!problem) return '';
  return PROVIDER_FAILURES[problem] ?? 'Signing in there did not work. Start again.';
}
