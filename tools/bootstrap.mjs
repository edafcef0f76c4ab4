#!/usr/bin/env node
// Runs on whatever Node the person has, straight after `git clone`: no dependency may be imported here, and
// nothing newer than Node 14 may be written here, or an old Node would print a syntax error instead of a sentence.
const OLDEST = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  process.stderr.write(
    `Bureau needs Node ${OLDEST.join('.')} or newer, and this is Node ${process.versions.node}: install a current Node from https://nodejs.org and try again.\n`,
  );
  process.exitCode = 1;
} else {
  import('./bootstrap/run.mjs').then(({ run }) => run(process.argv.slice(2)));
}
