import { type Session } from '@bureau/contracts';

/** What a session runs on, for people: "Firefox on Linux"; what is no browser as it names itself. */
export function deviceOf({ device, user_agent }: Pick<Session, 'device' | 'user_agent'>): string {
  return device ?? user_agent?.split('/')[0] ?? 'Unknown device';
}
