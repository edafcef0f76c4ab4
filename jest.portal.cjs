// One Jest configuration for the portal: Angular without zones in jsdom, compiled by jest-preset-angular.
const { join } = require('node:path');
const { createCjsPreset } = require('jest-preset-angular/presets');
const { moduleNameMapper } = require('./jest.paths.cjs');

/** @param {string} rootDir the library's folder */
module.exports = (rootDir) => ({
  ...createCjsPreset({ tsconfig: join(rootDir, 'tsconfig.json') }),
  rootDir,
  testEnvironment: 'jest-preset-angular/environments/jest-jsdom-env',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  setupFilesAfterEnv: [join(__dirname, 'jest.portal.setup.cjs')],
  moduleNameMapper: { ...moduleNameMapper, '^@lucide/angular$': join(__dirname, 'jest.portal.icons.cjs') },
  // Angular, Lucide and marked are published as ES modules only.
  transformIgnorePatterns: ['node_modules/(?!(.*\\.mjs$|marked/))'],
  // The first test of a file compiles its components; on a busy machine that takes more than Jest's five seconds.
  testTimeout: 60_000,
  workerIdleMemoryLimit: '1GB',
  // Nx runs two projects at once: a second process for each would only load everything twice.
  maxWorkers: 1,
});
