import { type Permission, type ProblemField } from '@bureau/contracts';
import { commonError, permissionDenied, ProblemError } from '@bureau/platform';

export function roleNameTaken(): ProblemError {
  return new ProblemError(409, 'ROLE_NAME_TAKEN', 'There is a role of this name already.');
}

/** 409: the admin may always do everything; the other built-in roles can be changed, but neither renamed nor deleted. */
export function roleProtected(detail: string): ProblemError {
  return new ProblemError(409, 'ROLE_PROTECTED', detail);
}

export function roleInUse(people: number): ProblemError {
  const who = people === 1 ? 'One person has' : `${people} people have`;
  return new ProblemError(409, 'ROLE_IN_USE', `${who} this role. Give them another one first.`);
}

/** 400 for a role that there is not. */
export function unknownRole(name: string): ProblemError {
  const detail = `There is no role ${name}.`;
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/role', code: 'UNKNOWN_ROLE', detail }],
  });
}

/** 400 with what is wrong with permissions and rules. */
export function invalidRole(errors: ProblemField[]): ProblemError {
  const detail = errors.map((error) => `${error.pointer}: ${error.detail}`).join(' ');
  return commonError('VALIDATION_FAILED', detail, { errors });
}

export function beyondOwnRights(missing: readonly Permission[]): ProblemError {
  return permissionDenied(`You may not give what you do not have: ${missing.join(', ')}.`);
}

export function narrowedGiver(): ProblemError {
  return permissionDenied('Your own role is narrowed by rules, so you may not say what others may do.');
}

export function ownRole(): ProblemError {
  return permissionDenied('Nobody changes the role that they have themselves.');
}
