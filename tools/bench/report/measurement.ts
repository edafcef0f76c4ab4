import type { Interval } from '../statistics/interval.ts';
import type { Bar } from '../statistics/verdict.ts';

/** One row of the report: a ratio with its bar, and what it was made of. */
export interface Measurement {
  readonly operation: string;
  /** What the ratio is of, e.g. "of LIMIT". */
  readonly unit: string;
  readonly ratio: Interval;
  /** Null: for information. */
  readonly bar: Bar | null;
  /** The same ratio of processor time, where it was measured. */
  readonly cpu?: Interval | null;
  /** Further figures by name, for whoever reads the JSON or the row's notes. */
  readonly figures: Readonly<Record<string, number>>;
}

/** How a suite is run. */
export interface SuiteOptions {
  readonly quick: boolean;
  readonly rounds: number;
  readonly sliceSeconds: number;
  readonly warmUpSeconds: number;
  readonly random: () => number;
  /** Milliseconds that every statement of the product is held back, to see that the benchmark notices. */
  readonly plantedDelay: number | null;
  /** Runs only operations whose title holds this text. */
  readonly only: string | null;
}
