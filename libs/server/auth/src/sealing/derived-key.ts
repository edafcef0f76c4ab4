import { hkdfSync } from 'node:crypto';
import { type Config } from '@bureau/platform';

const KEY_BYTES = 32;

/**
 * A key for one purpose, made from the installation's secret: none of them tells anything of another.
 * @param purpose a constant of ours, e.g. `bureau totp secret`
 */
export function derivedKey(config: Config, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config.jwtSecret, '', purpose, KEY_BYTES));
}
