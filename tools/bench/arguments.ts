import { parseArgs } from 'node:util';
import { Refusal } from '../workspace/refusal.ts';
import { SUITES, type Suite } from './suites.ts';

export interface BenchArguments {
  readonly suites: readonly Suite[];
  /** Checks the floors on a tenth of the records, in about three minutes. */
  readonly quick: boolean;
  /** Milliseconds that every statement of the product is held back. */
  readonly plantedDelay: number | null;
  readonly only: string | null;
}

/**
 * Reads `npm run bench [-- suite] [--quick] [--only text] [--plant-delay ms]`.
 *
 * @throws {Refusal} when the first word is no suite, or the delay no number
 */
export function readArguments(argv: readonly string[]): BenchArguments {
  const { values, positionals } = parse(argv);
  const unknown = positionals.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new Refusal(
      `There is nothing to measure called “${unknown[0]}”: use ${SUITES.map(({ name }) => name).join(', ')}.`,
    );
  }
  const delay = values['plant-delay'];
  if (delay !== undefined && !/^[1-9]\d{0,3}$/.test(delay)) {
    throw new Refusal('--plant-delay takes whole milliseconds from 1 to 9999.');
  }
  return {
    suites: positionals.length === 0 ? SUITES : SUITES.filter(({ name }) => positionals.includes(name)),
    quick: values.quick,
    plantedDelay: delay === undefined ? null : Number(delay),
    only: values.only ?? null,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        'plant-delay': { type: 'string' },
      },
    });
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}
