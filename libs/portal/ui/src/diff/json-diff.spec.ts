import { changesBetween } from './changes-between';
import { jsonDiff } from './json-diff';

describe('jsonDiff', () => {
  it('names each path that differs', () => {
    const from = { size: 640, tags: ['daemon', 'server'], source: { name: 'nginx', old: true } };
    const to = { size: 642, tags: ['server'], source: { name: 'nginx' }, added: null };
    expect(jsonDiff(from, to)).toEqual([
      { path: 'size', from: 640, to: 642 },
      { path: 'tags.0', from: 'daemon', to: 'server' },
      { path: 'tags.1', from: 'server', to: undefined },
      { path: 'source.old', from: true, to: undefined },
      { path: 'added', from: undefined, to: null },
    ]);
  });

  it('shows a value of another kind as a whole', () => {
    expect(jsonDiff([1], { 0: 1 })).toEqual([{ path: '', from: [1], to: { 0: 1 } }]);
    expect(jsonDiff('1', 1)).toEqual([{ path: '', from: '1', to: 1 }]);
  });

  it('is empty for equal values', () => {
    expect(jsonDiff({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });
});

describe('changesBetween', () => {
  it('puts the two halves of an audit row together', () => {
    expect(changesBetween({ status: 'active', type: 'x' }, { status: 'draft', name: 'n' })).toEqual([
      { field: 'status', from: 'active', to: 'draft' },
      { field: 'type', from: 'x', to: null },
      { field: 'name', from: null, to: 'n' },
    ]);
    expect(changesBetween(null, null)).toEqual([]);
  });
});
