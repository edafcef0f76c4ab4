import { changesBetween, leavesOf } from './leaves';

describe('values of a record down to single values', () => {
  it('are named by their paths; lists and empty objects are values', () => {
    const leaves = leavesOf({ status: 'draft', metadata: { a: { b: 1, c: [1, { d: 2 }] }, e: {} } });
    expect([...leaves]).toEqual([
      ['status', 'draft'],
      ['metadata.a.b', 1],
      ['metadata.a.c', [1, { d: 2 }]],
      ['metadata.e', {}],
    ]);
  });

  it('differ where one side has another value, or none', () => {
    const before = { name: 'A', metadata: { keep: 1, gone: 2, deep: { x: 1 } } };
    const after = { name: 'B', metadata: { keep: 1, fresh: 3, deep: { x: 2 } } };
    expect(changesBetween(before, after)).toEqual([
      { field: 'name', from: 'A', to: 'B' },
      { field: 'metadata.gone', from: 2, to: null },
      { field: 'metadata.deep.x', from: 1, to: 2 },
      { field: 'metadata.fresh', from: null, to: 3 },
    ]);
  });

  it('differ from nothing at all when a record is made', () => {
    expect(changesBetween(null, { name: 'A', description: null })).toEqual([
      { field: 'name', from: null, to: 'A' },
    ]);
    expect(changesBetween(null, null)).toEqual([]);
    expect(changesBetween({ metadata: {} }, { metadata: { a: 1 } })).toEqual([
      { field: 'metadata.a', from: null, to: 1 },
    ]);
  });
});
