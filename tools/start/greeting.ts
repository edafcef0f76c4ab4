import { relative } from 'node:path';
import { LOG_DIR, MAIL_DIR, ROOT } from '../workspace/paths.ts';
import { loadSecrets, SECRETS_FILE } from './secrets.ts';
import type { Settings } from './settings.ts';
import type { SetupResult } from './setup.ts';

/**
 * What a person needs once everything runs.
 *
 * @param ms how long the start took
 */
export function describeProduct(settings: Settings, admin: SetupResult['admin'], ms: number): string {
  const lines = [
    '',
    `Bureau is ready after ${(ms / 1000).toFixed(1)} s.`,
    '',
    `  Portal    ${settings.portalUrl}`,
    `  API       http://localhost:${settings.port}/api/v1   (reference: http://localhost:${settings.port}/api/docs)`,
    ...signIn(admin),
    `  Logs      ${relative(ROOT, LOG_DIR)}/`,
    ...(settings.env.SMTP_URL
      ? []
      : [`  Mail      ${relative(ROOT, MAIL_DIR)}/   (caught, not sent: set SMTP_URL to send it)`]),
    '',
    'Ctrl-C stops it.',
    '',
  ];
  return lines.join('\n');
}

function signIn(admin: SetupResult['admin']): string[] {
  if (!admin) return [];
  const email = `  E-mail    ${admin.email}`;
  if (admin.created && admin.password) {
    return [
      email,
      `  Password  ${admin.password}   (shown only this once: choose one of your own in the portal)`,
    ];
  }
  if (loadSecrets().admin?.email === admin.email) {
    return [email, `  Password  made up at the first start and kept in ${relative(ROOT, SECRETS_FILE)}`];
  }
  return [email, '  Password  the one chosen; forgotten: npm run reset begins anew, with a new one'];
}
