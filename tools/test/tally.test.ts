import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NxRun, TaskResult } from '../build/nx.ts';
import { sum, tallyRun } from './tally.ts';

const GOOD_REPORT = { numPassedTests: 3, numPendingTests: 0, testResults: [] };
const BAD_REPORT = {
  numPassedTests: 2,
  numPendingTests: 0,
  testResults: [
    {
      name: 'a.spec.ts',
      status: 'failed',
      assertionResults: [{ fullName: 'adds', status: 'failed', failureMessages: ['expected 2'] }],
    },
  ],
};

function task(project: string, change: Partial<TaskResult> = {}): TaskResult {
  return { project, target: 'test', status: 'success', code: 0, output: '', ...change };
}
function run(...tasks: TaskResult[]): NxRun {
  return { code: tasks.every(({ code }) => code === 0) ? 0 : 1, output: 'what Nx said', tasks };
}
const names = (tally: { failures: readonly { name: string }[] }) => tally.failures.map(({ name }) => name);

describe('the sum of a test run', () => {
  it('counts one check for each project', () => {
    const tally = tallyRun(
      run(
        task('a'),
        task('b', { status: 'local-cache' }),
        task('c', { status: 'failure', code: 1, output: 'x is unused' }),
      ),
      'test',
      'check',
      () => undefined,
    );
    assert.equal(tally.passed, 2);
    assert.deepEqual(tally.failures, [{ name: 'c:test', message: 'x is unused' }]);
  });

  it('counts the tests in the reports, remembered ones too', () => {
    const reports = new Map<string, unknown>([
      ['a', GOOD_REPORT],
      ['b', BAD_REPORT],
    ]);
    const tally = tallyRun(
      run(task('a', { status: 'local-cache' }), task('b', { status: 'failure', code: 1 })),
      'test',
      'tests',
      (project) => reports.get(project),
    );
    assert.equal(tally.passed, 5);
    assert.deepEqual(tally.failures, [{ name: 'b › adds', message: 'expected 2' }]);
  });

  it('counts a target that crashed without a report as a failure', () => {
    const tally = tallyRun(
      run(task('a', { status: 'failure', code: 134, output: 'out of memory' })),
      'test',
      'tests',
      () => undefined,
    );
    assert.deepEqual(tally.failures, [{ name: 'a:test', message: 'out of memory' }]);
  });

  it('counts a target that failed although its report is good, and one that left no report', () => {
    const crashed = tallyRun(
      run(task('a', { status: 'failure', code: 1, output: 'open handle' })),
      'test',
      'tests',
      () => GOOD_REPORT,
    );
    assert.deepEqual([crashed.passed, ...names(crashed)], [3, 'a:test']);
    const silent = tallyRun(run(task('a')), 'test', 'tests', () => undefined);
    assert.deepEqual(names(silent), ['a:test']);
  });

  it('counts builds only when they fail, and what was skipped because of them', () => {
    const build = task('api', { target: 'build', status: 'failure', code: 1, output: 'no such module' });
    const tally = tallyRun(
      run(build, task('e2e', { status: 'skipped', code: 1 })),
      'test',
      'tests',
      () => undefined,
    );
    assert.deepEqual(names(tally), ['api:build', 'e2e:test']);
    assert.equal(tallyRun(run(task('api', { target: 'build' })), 'test', 'tests', () => undefined).passed, 0);
  });

  it('counts an Nx that ran nothing, or ended badly with good tasks only, as a failure', () => {
    assert.deepEqual(
      tallyRun({ code: 1, output: 'bad graph', tasks: [] }, 'test', 'tests', () => undefined).failures,
      [{ name: 'nx test', message: 'bad graph' }],
    );
    assert.deepEqual(
      names(tallyRun({ code: 1, output: '', tasks: [task('a')] }, 'test', 'check', () => undefined)),
      ['nx test'],
    );
  });

  it('adds stages up', () => {
    const total = sum([
      { passed: 2, skipped: 0, failures: [] },
      { passed: 3, skipped: 1, failures: [{ name: 'x', message: '' }] },
    ]);
    assert.deepEqual([total.passed, total.skipped, names(total)], [5, 1, ['x']]);
  });
});
