// One Jest configuration for every server library: `.spec` in memory, `.int-spec` on real PostgreSQL and Redis.
// Nest 12 is ESM only, so Jest runs with --experimental-vm-modules (set by the Nx targets) over CommonJS made by SWC.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { moduleNameMapper } = require('./jest.paths.cjs');

const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));

/** @param {string} rootDir the library's folder */
exports.unit = (rootDir) => ({
  rootDir,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper,
  moduleFileExtensions: ['ts', 'mjs', 'js', 'json'],
  workerIdleMemoryLimit: '1GB',
  // Nx runs two projects at once: a second process for each would only load everything twice.
  maxWorkers: 1,
});

/** @param {string} rootDir the library's folder */
exports.integration = (rootDir) => ({
  ...exports.unit(rootDir),
  testMatch: ['<rootDir>/**/*.int-spec.ts'],
  globalSetup: join(__dirname, 'libs/server/testing/src/jest/global-setup.ts'),
  globalTeardown: join(__dirname, 'libs/server/testing/src/jest/global-teardown.ts'),
  maxWorkers: 2,
  testTimeout: 60_000,
});
