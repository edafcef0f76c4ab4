import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bootstrapMedian, median, pairedRatio, percentile } from './interval.ts';
import { seededRandom, shuffled } from './random.ts';
import { judge } from './verdict.ts';

describe('the median and percentiles', () => {
  it('are those of the sorted values', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.ok(Number.isNaN(median([])));
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.equal(percentile(hundred, 0.99), 99);
    assert.equal(percentile(hundred, 0.5), 50);
    assert.equal(percentile([7], 0.01), 7);
  });
});

describe('the bootstrap', () => {
  it('gives the same interval for the same values, around the median', () => {
    const values = [0.8, 0.82, 0.79, 0.81, 0.83, 0.8, 0.78];
    const interval = bootstrapMedian(values);
    assert.deepEqual(bootstrapMedian(values), interval);
    assert.equal(interval.estimate, 0.8);
    assert.ok(interval.low >= 0.78 && interval.low < 0.8 && interval.high > 0.8 && interval.high <= 0.83);
  });

  it('is wider where the values differ more, and a point where there is one', () => {
    const width = (values: number[]) => bootstrapMedian(values).high - bootstrapMedian(values).low;
    assert.ok(width([1, 5, 9, 2, 8, 4]) > width([4.9, 5, 5.1, 5, 4.95, 5.05]));
    assert.deepEqual(bootstrapMedian([3]), { low: 3, estimate: 3, high: 3 });
  });

  it('holds the true median in about 95 of 100 samples', () => {
    const random = seededRandom(7);
    const hits = Array.from({ length: 50 }, () => {
      const { low, high } = bootstrapMedian(Array.from({ length: 25 }, random), random);
      return low <= 0.5 && high >= 0.5;
    }).filter(Boolean).length;
    assert.ok(hits >= 44 && hits < 50, `${hits} of 50`);
  });
});

describe('paired ratios', () => {
  it('do not see what slows both sides of a round', () => {
    const { low, estimate, high } = pairedRatio([80, 40, 8, 160], [100, 50, 10, 200]);
    assert.deepEqual([low, estimate, high], [0.8, 0.8, 0.8]);
  });

  it('refuse sides of different length', () => {
    assert.throws(() => pairedRatio([1, 2], [1]), /cannot be paired/);
  });
});

describe('a verdict', () => {
  const interval = (low: number, high: number) => ({ low, estimate: (low + high) / 2, high });

  it('is met or missed only where the whole interval is', () => {
    assert.equal(judge(interval(0.8, 0.9), 'at_least', 0.8), 'met');
    assert.equal(judge(interval(0.7, 0.79), 'at_least', 0.8), 'missed');
    assert.equal(judge(interval(0.75, 0.85), 'at_least', 0.8), 'inconclusive');
    assert.equal(judge(interval(1, 1.3), 'at_most', 1.3), 'met');
    assert.equal(judge(interval(1.31, 2), 'at_most', 1.3), 'missed');
    assert.equal(judge(interval(1, 2), 'at_most', 1.3), 'inconclusive');
  });

  it('is inconclusive where nothing was measured', () => {
    assert.equal(judge(bootstrapMedian([]), 'at_least', 0.8), 'inconclusive');
  });
});

describe('chance', () => {
  it('repeats itself for the same seed and keeps every item', () => {
    const order = shuffled([1, 2, 3, 4, 5], seededRandom(3));
    assert.deepEqual(shuffled([1, 2, 3, 4, 5], seededRandom(3)), order);
    assert.deepEqual(order.toSorted(), [1, 2, 3, 4, 5]);
  });
});
