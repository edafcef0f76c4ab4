import type { Counting } from './tally.ts';

/** One kind of check over the whole workspace. */
export interface Stage {
  readonly name: string;
  readonly label: string;
  /** The Nx target. */
  readonly target: string;
  readonly counting: Counting;
  /** Tasks at once. */
  readonly parallel: number;
  readonly needs: readonly ('services' | 'browser')[];
  /** The stage that runs all of this as well, so that a run of everything leaves this one out. */
  readonly within?: string;
}

/** In the order in which they run: the quick ones tell first. */
export const STAGES: readonly Stage[] = [
  { name: 'lint', label: 'Lint', target: 'lint', counting: 'check', parallel: 2, needs: [] },
  { name: 'typecheck', label: 'Types', target: 'typecheck', counting: 'check', parallel: 2, needs: [] },
  { name: 'unit', label: 'Unit tests', target: 'test', counting: 'tests', parallel: 2, needs: [] },
  {
    name: 'int',
    label: 'Integration tests',
    target: 'test-int',
    counting: 'tests',
    parallel: 1,
    needs: ['services'],
  },
  {
    name: 'e2e',
    label: 'Journeys',
    target: 'e2e',
    counting: 'tests',
    parallel: 1,
    needs: ['services', 'browser'],
  },
  {
    name: 'security',
    label: 'Security tests',
    target: 'test-security',
    counting: 'tests',
    parallel: 1,
    needs: ['services'],
    within: 'int',
  },
];
