import { type Entity } from '@bureau/contracts';
import { changesBetweenStates, leavesOf, patchOf } from './leaves';

const RECORD: Entity = {
  id: 7,
  name: 'nginx',
  description: null,
  status: 'active',
  type: 'package',
  metadata: { size: 640, price: { net: 1, tax: {} }, tags: ['a', 'b'] },
  owner_id: 3,
  version: 2,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
};

describe('the values of a record', () => {
  it('are its columns, and those inside its metadata by their paths', () => {
    expect(leavesOf(RECORD).map(({ field }) => field)).toEqual([
      'name',
      'description',
      'status',
      'type',
      'owner_id',
      'metadata.size',
      'metadata.price.net',
      'metadata.price.tax',
      'metadata.tags',
    ]);
  });

  it('differ between two states by what was set, changed and taken away', () => {
    const before = {
      ...RECORD,
      status: 'draft' as const,
      metadata: { size: 640, old: true, tags: ['b', 'a'] },
    };
    expect(changesBetweenStates(before, RECORD)).toEqual([
      { field: 'status', from: 'draft', to: 'active' },
      { field: 'metadata.old', from: true, to: null },
      { field: 'metadata.tags', from: ['b', 'a'], to: ['a', 'b'] },
      { field: 'metadata.price.net', from: null, to: 1 },
      { field: 'metadata.price.tax', from: null, to: {} },
    ]);
    expect(changesBetweenStates(RECORD, { ...RECORD, version: 9 })).toEqual([]);
  });

  it('are set one by one', () => {
    expect(patchOf('status', 'draft')).toEqual({ status: 'draft' });
    expect(patchOf('metadata.price.net', null)).toEqual({ metadata: { price: { net: null } } });
  });
});
