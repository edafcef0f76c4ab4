import { join, resolve } from 'node:path';

/** The checkout. Every other path in tools/ is derived from it, so that a clone works wherever it lies. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * Machine-made files: data, secrets, logs, caches. Git ignores it, and deleting it is always safe. A second product of
 * the same checkout, as the journeys start one, has a folder of its own in `BUREAU_DIR`.
 */
export const MACHINE_DIR = process.env.BUREAU_DIR || join(ROOT, '.bureau');
export const LOG_DIR = join(MACHINE_DIR, 'logs');
/** Mails that were caught instead of sent. */
export const MAIL_DIR = join(MACHINE_DIR, 'mail');
export const DIST = join(ROOT, 'dist');
/** Production builds, one folder for each application. */
export const BUILD_DIR = join(DIST, 'apps');
export const BIN = join(ROOT, 'node_modules', '.bin');
