import { type AccountAlert } from '@bureau/contracts';
import { type AccountAlerted } from './event-payloads';
import { type Notice } from './notice';

const END_SESSIONS = 'If that was not you, end your sessions and choose another password.';

const WORDS: Readonly<Record<AccountAlert, { title: string; message: string }>> = {
  token_reused: {
    title: 'One of your sessions was ended',
    message: `It was used from two places at once, as if somebody had copied it. ${END_SESSIONS}`,
  },
  totp_enabled: {
    title: 'Codes of an authenticator app are asked for now',
    message: `An app was added to your account. ${END_SESSIONS}`,
  },
  totp_disabled: {
    title: 'Codes are no longer asked for',
    message: `The authenticator app was taken off your account. ${END_SESSIONS}`,
  },
  recovery_code_used: {
    title: 'A recovery code was used',
    message: `It counts no more. ${END_SESSIONS}`,
  },
  recovery_codes_renewed: {
    title: 'You have new recovery codes',
    message: `The old ones count no more. ${END_SESSIONS}`,
  },
  password_reset: {
    title: 'Your password was set by a link',
    message: 'Every session has ended. If that was not you, somebody reads your mail: tell an admin.',
  },
  identity_linked: {
    title: 'You can sign in through your provider',
    message: `An identity there was linked to your account. ${END_SESSIONS}`,
  },
};

/** What the owner of an account is told when the way into it changes. */
export function accountNotice({ user_id, alert }: AccountAlerted): Notice {
  return { user_id, type: 'account.alert', ...WORDS[alert], subject_type: 'user', subject_id: user_id };
}
