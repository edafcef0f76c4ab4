import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readReport } from './reports.ts';

describe('reports', () => {
  it('of Jest name the file that did not even load', () => {
    const testResults = [
      { name: 'broken.spec.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ];
    const { failures } = readReport({ numPassedTests: 0, numPendingTests: 0, testResults });
    assert.deepEqual(failures, [{ name: 'broken.spec.ts', message: 'Cannot find module' }]);
  });

  it('of Playwright count journeys by their outcome, with the way to them', () => {
    const journey = (title: string, status: string, message?: string) => ({
      title,
      tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
    });
    const inner = {
      title: 'signed in',
      specs: [journey('approves', 'unexpected', 'no button'), journey('reads', 'expected')],
    };
    const report = {
      suites: [{ title: 'story.e2e-spec.ts', specs: [journey('later', 'skipped')], suites: [inner] }],
    };
    assert.deepEqual(readReport(report), {
      passed: 1,
      skipped: 1,
      failures: [{ name: 'story.e2e-spec.ts › signed in › approves', message: 'no button' }],
    });
  });

  it('of Playwright count what failed before any journey', () => {
    const { failures } = readReport({ suites: [], errors: [{ message: 'the product did not start' }] });
    assert.deepEqual(failures, [{ name: 'setup', message: 'the product did not start' }]);
  });

  it('of an unknown kind are refused', () => {
    assert.throws(() => readReport({ tests: 3 }));
    assert.throws(() => readReport(null));
  });

  it('of node:test are written in the shape of Jest', () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    const file = join(folder, 'sample.test.mjs');
    writeFileSync(
      file,
      `import { describe, it } from 'node:test';
       describe('outer', () => { it('works', () => {}); it('breaks', () => { throw new Error('boom'); }); it.skip('waits', () => {}); });`,
    );
    const reporter = join(import.meta.dirname, 'node-test-report.ts');
    const target = join(folder, 'report.json');
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const options = [`--test-reporter=${reporter}`, `--test-reporter-destination=${target}`];
    spawnSync(process.execPath, ['--test', ...options, file], { env });
    const counts = readReport(JSON.parse(readFileSync(target, 'utf8')));
    rmSync(folder, { recursive: true });
    assert.deepEqual([counts.passed, counts.skipped], [1, 1]);
    assert.equal(counts.failures[0]?.name, 'outer › breaks');
    assert.match(counts.failures[0]?.message ?? '', /boom/);
  });
});
