import { stripVTControlCharacters } from 'node:util';
import { listenForStop } from '../start/shutdown.ts';
import { runCommand } from '../workspace/refusal.ts';
import { StepList, type Outcome } from '../workspace/step-list.ts';
import { readArguments } from './arguments.ts';
import { runStage } from './run-stage.ts';
import type { Stage } from './stages.ts';
import { Surroundings } from './surroundings.ts';
import { brokenStage, sum, type Tally } from './tally.ts';

const LINES_PER_FAILURE = 60;
const INTERRUPTED = 130;

await runCommand(async () => {
  const { stages, pg, nx } = readArguments(process.argv.slice(2));
  const steps = new StepList();
  const surroundings = new Surroundings(pg, (sentence) => steps.print(sentence));
  const stop = listenForStop();
  stop.onInsist(() => process.exit(INTERRUPTED));
  try {
    const running = runStages(stages, steps, surroundings, nx);
    const total = await Promise.race([running, stop.asked]);
    if (!total) return INTERRUPTED;
    process.stdout.write(`\n${total.passed} passed, ${total.failures.length} failed\n`);
    return total.failures.length === 0 && total.passed > 0 ? 0 : 1;
  } finally {
    await surroundings.close();
  }
});
process.exit();

async function runStages(
  stages: readonly Stage[],
  steps: StepList,
  surroundings: Surroundings,
  nx: readonly string[],
): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const stage of stages) {
    const tally = await steps.run(
      stage.label,
      () => runOne(stage, surroundings, nx),
      (result) => describe(stage, result),
    );
    for (const { name, message } of tally.failures) steps.print(`\n  ✗ ${name}\n${indented(message)}\n`);
    tallies.push(tally);
  }
  return sum(tallies);
}

/** What cannot be brought up for a stage is that stage's failure; the others go on. */
async function runOne(stage: Stage, surroundings: Surroundings, nx: readonly string[]): Promise<Tally> {
  try {
    return await runStage(stage, await surroundings.prepare(stage), nx);
  } catch (error) {
    return brokenStage(stage.label, error instanceof Error ? error.message : String(error));
  }
}

function describe(stage: Stage, { passed, failures, skipped }: Tally): Outcome {
  const parts = [`${passed} passed`];
  if (failures.length > 0) parts.push(`${failures.length} FAILED`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return { label: `${stage.label}: ${parts.join(', ')}`, good: failures.length === 0 };
}

function indented(message: string): string {
  const lines = stripVTControlCharacters(message).trim().split('\n');
  const shown = lines.slice(0, LINES_PER_FAILURE);
  if (lines.length > shown.length) shown.push(`… and ${lines.length - shown.length} more lines`);
  return shown.map((line) => `    ${line}`).join('\n');
}
