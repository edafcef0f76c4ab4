import type { Interval } from './interval.ts';

/** What a ratio must come to. */
export interface Bar {
  readonly kind: 'at_least' | 'at_most';
  /** What the product is built for. */
  readonly goal: number;
  /** What it never may fall behind. */
  readonly floor: number;
}

export type Verdict = 'met' | 'missed' | 'inconclusive';

/** Judges by the whole interval: where it lies on both sides of the bar, the run was too noisy to tell. */
export function judge(ratio: Interval, kind: Bar['kind'], bar: number): Verdict {
  const [worst, best] = kind === 'at_least' ? [ratio.low, ratio.high] : [-ratio.high, -ratio.low];
  const wanted = kind === 'at_least' ? bar : -bar;
  if (worst >= wanted) return 'met';
  return best < wanted ? 'missed' : 'inconclusive';
}
