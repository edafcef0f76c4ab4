import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configOrExit, runProcess } from '@bureau/platform';
import { setUp } from './setup/set-up';

/** The seeds stand as far above the sources of this file as above its build. */
const SEEDS = join(import.meta.dirname, '../../../database/seeds');

// Prints one JSON line for each step.
await runProcess(async () => {
  const { values } = parseArgs({ options: { sample: { type: 'boolean', default: false } } });
  await setUp({
    config: configOrExit(),
    samples: values.sample ? SEEDS : null,
    report: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
  });
});
