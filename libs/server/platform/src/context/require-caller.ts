import { commonError } from '../errors/common-errors';
import { type Caller } from './caller';
import { currentContext } from './request-context';

/** The caller of the running work. @throws 401 where nobody is signed in. */
export function requireCaller(): Caller {
  const caller = currentContext()?.caller;
  if (!caller) throw commonError('UNAUTHENTICATED', 'Sign in first.');
  return caller;
}
