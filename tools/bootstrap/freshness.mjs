import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = '.bureau-install';

/** The parts of package.json that decide what gets installed; a changed script or description does not. */
const INSTALL_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'overrides',
  'allowScripts',
  'workspaces',
];

/**
 * Names what should be in node_modules.
 *
 * @param {string} workspace its folder
 * @returns {string} a digest of the lock file, the wishes in package.json and the kind of machine
 */
export function wantedInstall(workspace) {
  const manifest = readJson(join(workspace, 'package.json'));
  const wishes = JSON.stringify(INSTALL_FIELDS.map((field) => manifest[field] ?? null));
  return createHash('sha256')
    .update(readFileSync(join(workspace, 'package-lock.json')))
    .update(wishes)
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

/**
 * Says whether node_modules holds what package-lock.json asks for: by our stamp or, where npm was run by hand, by
 * npm's own record of what it installed.
 *
 * @param {string} workspace its folder
 */
export function isFresh(workspace) {
  if (!existsSync(join(workspace, 'node_modules', 'node', 'package.json'))) return false;
  const stamp = join(workspace, 'node_modules', STAMP);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === wantedInstall(workspace);
  if (!matchesNpmRecord(workspace)) return false;
  stampInstall(workspace);
  return true;
}

/**
 * Remembers that node_modules now holds what is wanted.
 *
 * @param {string} workspace its folder
 */
export function stampInstall(workspace) {
  writeFileSync(join(workspace, 'node_modules', STAMP), `${wantedInstall(workspace)}\n`);
}

/** npm writes node_modules/.package-lock.json last, so an install that was cut off does not have it. */
function matchesNpmRecord(workspace) {
  const record = join(workspace, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readJson(record).packages ?? {};
  const locked = readJson(join(workspace, 'package-lock.json')).packages ?? {};
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '' || (wanted.optional && installed[path] === undefined)) return true;
    return installed[path]?.version === wanted.version && installed[path]?.integrity === wanted.integrity;
  });
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
