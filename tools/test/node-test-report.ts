import type { TestEvent } from 'node:test/reporters';
import type { JestReport } from './reports.ts';

type Assertion = JestReport['testResults'][number]['assertionResults'][number];

/**
 * A reporter for node:test that writes the shape of Jest's `--json`, so that the tests of tools/ are counted with the
 * others.
 */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path: string[] = [];
  const files = new Map<string, Assertion[]>();
  for await (const event of source) {
    if (event.type === 'test:start') {
      path.length = event.data.nesting;
      path.push(event.data.name);
    }
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    const assertions = files.get(data.file ?? '') ?? [];
    files.set(data.file ?? '', assertions);
    const fullName = [...path.slice(0, data.nesting), data.name].join(' › ');
    if (data.skip !== undefined || data.todo !== undefined) assertions.push({ fullName, status: 'pending' });
    else if (event.type === 'test:pass') assertions.push({ fullName, status: 'passed' });
    else
      assertions.push({ fullName, status: 'failed', failureMessages: [describe(event.data.details.error)] });
  }
  yield `${JSON.stringify(summary(files))}\n`;
}

function summary(files: ReadonlyMap<string, readonly Assertion[]>): JestReport {
  const all = [...files.values()].flat();
  const count = (status: string) => all.filter((test) => test.status === status).length;
  return {
    numPassedTests: count('passed'),
    numPendingTests: count('pending'),
    testResults: [...files].map(([name, assertionResults]) => ({
      name,
      status: assertionResults.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
      assertionResults,
    })),
  };
}

/** node:test wraps what a test threw. */
function describe(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
}
