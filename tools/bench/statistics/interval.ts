import { seededRandom } from './random.ts';

const RESAMPLES = 4_000;
const SEED = 20_260_101;

/** An estimate with the interval that holds it in 95 of 100 repetitions. */
export interface Interval {
  readonly low: number;
  readonly estimate: number;
  readonly high: number;
}

/** The middle value; of an even number, the mean of the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [left = NaN, right = NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? right : (left + right) / 2;
}

/** The value below which the share `p` (0 to 1) of the values lies, by the nearest rank. NaN of nothing. */
export function percentile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

/**
 * The median with its 95 % interval by bootstrap: the same sample drawn again with replacement, thousands of times.
 * One value is its own interval, since it says nothing of how it varies.
 */
export function bootstrapMedian(values: readonly number[], random = seededRandom(SEED)): Interval {
  const estimate = median(values);
  if (values.length < 2) return { low: estimate, estimate, high: estimate };
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(Array.from(values, () => values[Math.floor(random() * values.length)] as number)),
  );
  return { low: percentile(medians, 0.025), estimate, high: percentile(medians, 0.975) };
}

/**
 * How many times `over` goes into `of`, round by round. What disturbs the machine for longer than a round disturbs both
 * sides of a pair, and their ratio stays.
 */
export function pairedRatio(of: readonly number[], over: readonly number[]): Interval {
  if (of.length !== over.length) throw new Error(`${of.length} values cannot be paired with ${over.length}`);
  return bootstrapMedian(of.map((value, i) => value / (over[i] as number)));
}
