import { PASSWORD_LENGTH } from '@bureau/contracts';

/** What is asked of a new password, for people; the server alone knows the lists of leaked ones. */
export const PASSWORD_RULES =
  `${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters. Refused are passwords that have leaked, ` +
  'runs along the keyboard, and your own name or address.';

/** What is wrong with a new password before the server is asked; empty: nothing. Characters count, not bytes. */
export function passwordFault(password: string): string {
  const length = [...password].length;
  if (length === 0) return 'Enter a new password.';
  if (length < PASSWORD_LENGTH.min) return `At least ${PASSWORD_LENGTH.min} characters; these are ${length}.`;
  if (length > PASSWORD_LENGTH.max) return `At most ${PASSWORD_LENGTH.max} characters; these are ${length}.`;
  return '';
}
