import { listenForStop } from '../start/shutdown.ts';
import { runCommand } from '../workspace/refusal.ts';
import { StepList } from '../workspace/step-list.ts';
import { readArguments, type BenchArguments } from './arguments.ts';
import { openOffice } from './office/office.ts';
import { currentLoad, describeMachine } from './report/machine.ts';
import type { Measurement, SuiteOptions } from './report/measurement.ts';
import { describeMeasurement, verdictOf } from './report/table.ts';
import { writeDocument, writeResults } from './report/write-report.ts';
import { seededRandom } from './statistics/random.ts';
import type { Suite } from './suites.ts';

const INTERRUPTED = 130;
const FULL = { records: 1_000_000, audit_rows: 1_000_000 };
const QUICK = { records: 100_000, audit_rows: 100_000 };
const SEED = 4_711;

await runCommand(async () => {
  const args = readArguments(process.argv.slice(2));
  const stop = listenForStop();
  const code = await Promise.race([run(args), stop.asked.then(() => INTERRUPTED)]);
  return code;
});
process.exit();

/** @returns 1 where a bar was missed; what is inconclusive is no failure */
async function run(args: BenchArguments): Promise<number> {
  const steps = new StepList();
  const loadBefore = currentLoad();
  steps.print(`Load of the last minute: ${loadBefore}. ${args.quick ? 'Floors' : 'Goals'} are checked.`);
  let missed = 0;
  for (const suite of args.suites) {
    const measurements: Measurement[] = [];
    const results = () => writeResults(suite.name, measurements, describeMachine(loadBefore), args.quick);
    await measure(suite, args, steps, measurements).catch((error: unknown) => {
      steps.print(`  → ${results()}, as far as it went`);
      throw error;
    });
    const file = results();
    const whole = !args.quick && args.only === null && args.plantedDelay === null;
    if (whole) writeDocument(suite.name, measurements, describeMachine(loadBefore));
    steps.print(`  → ${file}${whole ? ', docs/performance.md' : ''}`);
    missed += measurements.filter((one) => verdictOf(one, args.quick) === 'missed').length;
  }
  steps.print(
    missed === 0 ? 'No bar was missed.' : `${missed} ${missed === 1 ? 'bar was' : 'bars were'} missed.`,
  );
  return missed === 0 ? 0 : 1;
}

async function measure(
  suite: Suite,
  args: BenchArguments,
  steps: StepList,
  measured: Measurement[],
): Promise<void> {
  const report = (measurement: Measurement) => {
    measured.push(measurement);
    steps.print(describeMeasurement(measurement, args.quick));
  };
  if (!suite.onOffice) return void (await suite.alone?.(report));
  const office = await openOffice({ size: args.quick ? QUICK : FULL, steps });
  try {
    await suite.onOffice(office, optionsOf(args), report);
  } finally {
    await office.close();
  }
}

function optionsOf({ quick, plantedDelay, only }: BenchArguments): SuiteOptions {
  return {
    quick,
    plantedDelay,
    only,
    rounds: quick ? 9 : 13,
    sliceSeconds: quick ? 0.5 : 1,
    warmUpSeconds: quick ? 1.5 : 3,
    random: seededRandom(SEED),
  };
}
