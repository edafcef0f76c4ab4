import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

/** Chromium as Debian has it; as root it needs to do without its sandbox, and it must not call home. */
const BROWSER = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

/**
 * Settings of a project of journeys: one product for all of them, started by the run.
 *
 * @param name the project's
 */
export function journeys(name: string): PlaywrightTestConfig {
  return defineConfig({
    testDir: './src',
    testMatch: '**/*.e2e-spec.ts',
    globalSetup: '../../tools/stack/playwright-global-setup.ts',
    outputDir: `../../test-results/${name}`,
    workers: 1,
    retries: 0,
    timeout: 180_000,
    expect: { timeout: 20_000 },
    reporter: [['list'], ['json', { outputFile: `../../dist/test-results/${name}-e2e.json` }]],
    use: {
      viewport: { width: 1280, height: 800 },
      screenshot: 'only-on-failure',
      trace: 'retain-on-failure',
      launchOptions: BROWSER,
    },
  });
}
