import { Refusal } from '../workspace/refusal.ts';
import { STAGES, type Stage } from './stages.ts';

export interface TestArguments {
  readonly stages: readonly Stage[];
  /** Debian's PostgreSQL of this version instead of the embedded one. */
  readonly pg: number | undefined;
  /** For Nx, as they are: `-p auth`, `--skip-nx-cache`. */
  readonly nx: readonly string[];
}

/**
 * Reads `npm test [stage] [-- --pg=15 <arguments for nx>]`.
 *
 * @throws {Refusal} when the first word is no stage
 */
export function readArguments(argv: readonly string[]): TestArguments {
  const [first = ''] = argv;
  const named = first !== '' && !first.startsWith('-');
  const stages = STAGES.filter(({ name, within }) => (named ? name === first : within === undefined));
  if (stages.length === 0) {
    throw new Refusal(
      `There is no test stage “${first}”: use one of ${STAGES.map(({ name }) => name).join(', ')}.`,
    );
  }
  const rest = named ? argv.slice(1) : argv;
  const version = rest.find((argument) => argument.startsWith('--pg='))?.slice('--pg='.length);
  if (version !== undefined && !/^1[5-8]$/.test(version)) throw new Refusal('--pg takes 15, 16, 17 or 18.');
  return {
    stages,
    pg: version === undefined ? undefined : Number(version),
    nx: rest.filter((argument) => !argument.startsWith('--pg=') && argument !== '--'),
  };
}
