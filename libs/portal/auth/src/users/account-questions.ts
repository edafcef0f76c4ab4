import { type User } from '@bureau/contracts';
import { type ConfirmQuestion } from '@bureau/portal-ui';

/** Says what stops with the account. */
export function switchOffQuestion({ full_name, email }: User): ConfirmQuestion {
  return {
    title: `Switch off the account of ${full_name || email}?`,
    text: 'Within five seconds every session and open page ends, their API keys are refused, and agents that work for them stop. Records, proposals and the audit log stay. It can be switched on again.',
    action: 'Switch it off',
    danger: true,
  };
}

export function takeAppOffQuestion({ full_name, email }: User): ConfirmQuestion {
  return {
    title: `Take the authenticator app of ${full_name || email} off?`,
    text: 'Their password alone opens the account from then on, and their recovery codes count no more. Be sure that it is them who ask. It is written to the audit log.',
    action: 'Take it off',
    danger: true,
  };
}

export function eraseQuestion({ full_name, email }: User): ConfirmQuestion {
  return {
    title: `Erase the data of ${full_name || email} for good?`,
    text: 'Name, address and ways to sign in are gone at once, and from the audit log within a minute; what they did stays, under a number. This cannot be taken back.',
    action: 'Erase for good',
    danger: true,
  };
}
