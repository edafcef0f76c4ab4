/** A test that did not pass. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}

/** What a report file says, whichever runner wrote it. */
export interface Counts {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: number;
}

/** The parts of Jest's `--json` that are read; the tests of tools/ are reported in the same shape. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      fullName: string;
      status: string;
      failureMessages?: readonly string[];
    }[];
  }[];
}

/** The parts of Playwright's JSON reporter that are read. */
interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { message?: string }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      status: string;
      results: readonly { errors?: readonly { message?: string }[] }[];
    }[];
  }[];
}

/**
 * Counts a report.
 *
 * @param report the parsed JSON of Jest, of Playwright or of the tests in tools/
 * @throws when it is neither
 */
export function readReport(report: unknown): Counts {
  if (typeof report === 'object' && report !== null) {
    if ('testResults' in report) return readJest(report as JestReport);
    if ('suites' in report) return readPlaywright(report as PlaywrightReport);
  }
  throw new Error('The report is of no known kind.');
}

function readJest(report: JestReport): Counts {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({ name: test.fullName, message: (test.failureMessages ?? []).join('\n') }));
    // A file that does not even load has no tests to fail.
    if (status === 'failed' && failed.length === 0) return [{ name, message: message ?? 'did not run' }];
    return failed;
  });
  return { passed: report.numPassedTests, failures, skipped: report.numPendingTests };
}

function readPlaywright(report: PlaywrightReport): Counts {
  let [passed, skipped] = [0, 0];
  const failures: Failure[] = (report.errors ?? []).map(({ message }) => ({
    name: 'setup',
    message: message ?? '',
  }));
  const visit = (suite: PlaywrightSuite, path: readonly string[]) => {
    const here = [...path, suite.title];
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'skipped') skipped += 1;
        else if (test.status === 'expected' || test.status === 'flaky') passed += 1;
        else {
          const errors = test.results.flatMap((result) => result.errors ?? []);
          const message = errors.map((error) => error.message ?? '').join('\n');
          failures.push({ name: [...here, spec.title].join(' › '), message });
        }
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, here);
  };
  for (const suite of report.suites) visit(suite, []);
  return { passed, failures, skipped };
}
