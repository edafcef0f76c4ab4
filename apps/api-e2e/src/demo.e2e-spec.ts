import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';
import { stack } from './stack';

const DEMO = join(import.meta.dirname, '../../../tools/demo/main.ts');

test('npm run demo tells the whole story on the running product and ends well', async () => {
  const { folder, email, password } = stack();
  const result = await promisify(execFile)(process.execPath, [DEMO], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      BUREAU_DIR: folder,
      ADMIN_EMAIL: email,
      ADMIN_PASSWORD: password,
    },
    timeout: 150_000,
  });
  const stdout = stripVTControlCharacters(result.stdout);
  expect(stdout).toContain('the offline model answers');
  expect(stdout).toContain('166 created, 0 failed');
  expect(stdout).toMatch(/change_set\.proposed/);
  expect(stdout).toMatch(/- status: "active"[^+]*\+ status: "inactive"/);
  expect(stdout).toMatch(/audit \d+: entity\.update record \d+ .* by curator, approved by user \d+/);
  expect(stdout).toMatch(/change-sets\/\d+\/revert/);
  expect(stdout.trimEnd()).toMatch(/Done\.$/);
});
