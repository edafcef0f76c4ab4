import { shuffled } from '../statistics/random.ts';
import { runSlice, type LoadOptions, type NextRequest, type Slice } from './slice.ts';
import type { Target } from './target.ts';

/** One side of a comparison, and how it is asked. */
export interface Contender {
  readonly target: Target;
  readonly next: NextRequest;
  /** How much longer than the others it is warmed up; 1 where absent. */
  readonly warmUpFactor?: number;
}

export interface RoundOptions extends LoadOptions {
  readonly rounds: number;
  readonly random: () => number;
  /** Before the first round; a contender may ask for more, since larger programs take longer to be compiled. */
  readonly warmUpSeconds: number;
}

/**
 * Short slices of every contender in turn, in an order that chance decides anew each round, so that nothing that comes
 * and goes on the machine falls on one of them alone.
 *
 * @returns for each contender its slices, of which those of one round stand at the same place
 */
export async function runRounds<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  options: RoundOptions,
): Promise<Record<Name, Slice[]>> {
  const names = Object.keys(contenders) as Name[];
  const slices = Object.fromEntries(names.map((name) => [name, [] as Slice[]])) as Record<Name, Slice[]>;
  for (const name of names) {
    const { target, next, warmUpFactor = 1 } = contenders[name];
    await runSlice(target, next, { ...options, seconds: options.warmUpSeconds * warmUpFactor });
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const name of shuffled(names, options.random)) {
      const { target, next } = contenders[name];
      slices[name].push(await runSlice(target, next, options));
    }
  }
  return slices;
}
