import { PEOPLE_ONLY, type Permission } from '@bureau/contracts';
import { commonError, type ProblemError } from '@bureau/platform';

/**
 * Whether somebody may give these scopes to a key: what is for people alone is a mistake, what they lack themselves is
 * beyond their rights.
 * @returns the problem, pointing at each scope that is one, or null
 */
export function scopesProblem(
  scopes: readonly Permission[],
  own: ReadonlySet<Permission>,
): ProblemError | null {
  const forPeople = fieldsOf(scopes, (scope) => PEOPLE_ONLY.includes(scope), 'PEOPLE_ONLY', forPeopleAlone);
  if (forPeople.length > 0) {
    return commonError('VALIDATION_FAILED', 'A key cannot have a scope that is for people alone.', {
      errors: forPeople,
    });
  }
  const beyond = fieldsOf(scopes, (scope) => !own.has(scope), 'BEYOND_OWN_RIGHTS', beyondOwn);
  if (beyond.length === 0) return null;
  return commonError('PERMISSION_DENIED', 'You may not give a key what you may not do yourself.', {
    errors: beyond,
  });
}

const forPeopleAlone = (scope: Permission) => `${scope} is for people alone.`;
const beyondOwn = (scope: Permission) => `You do not have the permission ${scope} yourself.`;

function fieldsOf(
  scopes: readonly Permission[],
  wrong: (scope: Permission) => boolean,
  code: string,
  sentence: (scope: Permission) => string,
) {
  return scopes.flatMap((scope, i) =>
    wrong(scope) ? [{ pointer: `/scopes/${i}`, code, detail: sentence(scope) }] : [],
  );
}
