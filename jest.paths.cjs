// The workspace's import names, read from the one place that declares them.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { compilerOptions } = JSON.parse(readFileSync(join(__dirname, 'tsconfig.base.json'), 'utf8'));

exports.moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([name, [target]]) => [`^${name}$`, join(__dirname, target)]),
);
