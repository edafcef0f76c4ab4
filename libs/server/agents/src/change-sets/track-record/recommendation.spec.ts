import { type AutoApproveRule } from '@bureau/contracts';
import { recommend, type TrackCounts, trustedShare, wilsonBounds } from './recommendation';

const counts = (values: Partial<TrackCounts> = {}): TrackCounts => ({
  operation: 'update',
  field: 'status',
  accepted: 0,
  edited: 0,
  rejected: 0,
  automatic: 0,
  undone: 0,
  ...values,
});
const RULE: AutoApproveRule = { operation: 'update', field: 'status', max_risk: 'medium', max_items: 10 };

describe('what the figures speak for', () => {
  it('reckons with Wilson’s bounds', () => {
    expect(wilsonBounds(0, 0)).toEqual({ lower: 0, upper: 1 });
    expect(wilsonBounds(10, 10).lower).toBeCloseTo(0.7225, 4);
    expect(wilsonBounds(81, 100).lower).toBeCloseTo(0.7222, 4);
    expect(wilsonBounds(81, 100).upper).toBeCloseTo(0.8749, 4);
    expect(wilsonBounds(0, 10)).toEqual({ lower: 0, upper: expect.closeTo(0.2775, 4) });
  });

  it.each<[string, 'more' | 'less' | 'keep', Partial<TrackCounts>, AutoApproveRule[]]>([
    ['too few decisions', 'keep', { accepted: 49 }, []],
    ['few decisions, though all accepted', 'keep', { accepted: 72 }, []],
    ['enough of them', 'more', { accepted: 73 }, []],
    ['enough, with one rejected', 'keep', { accepted: 73, rejected: 1 }, []],
    ['many, with a few edited', 'more', { accepted: 990, edited: 10 }, []],
    ['accepted and then undone', 'keep', { accepted: 100, undone: 5 }, []],
    ['what it did without a person', 'keep', { automatic: 500 }, []],
    ['granted, and well', 'keep', { accepted: 73, automatic: 300, undone: 2 }, [RULE]],
    ['granted, and often undone', 'less', { accepted: 73, automatic: 100, undone: 25 }, [RULE]],
    ['granted another field', 'more', { accepted: 100 }, [{ ...RULE, field: 'name' }]],
    ['granted every field', 'keep', { accepted: 100 }, [{ ...RULE, field: undefined }]],
  ])('%s: %s', (_, autonomy, values, rules) => {
    expect(recommend(counts(values), rules).autonomy).toBe(autonomy);
  });

  it('suggests a small rule, and gives its reason', () => {
    const { rule, reason } = recommend(counts({ accepted: 100 }), []);
    expect(rule).toEqual({ operation: 'update', field: 'status', max_risk: 'medium', max_items: 10 });
    expect(reason).toBe(
      'Of 100 changes people accepted 100 as they were and undid 0: at least 96.3 % are as they want them.',
    );
    expect(recommend(counts({ operation: 'relate', field: null, accepted: 100 }), []).rule).toEqual({
      operation: 'relate',
      max_risk: 'low',
      max_items: 10,
    });
  });

  it('never counts below nothing', () => {
    expect(trustedShare(counts({ accepted: 1, undone: 4 }))).toBe(0);
  });
});
