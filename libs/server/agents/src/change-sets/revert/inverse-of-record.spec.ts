import { type JsonObject } from '@bureau/contracts';
import { type RecordSnapshot } from '../proposal/planned-item';
import { type CommittedItem } from './inverse-item';
import { inverseOfRecord } from './inverse-of-record';

function record(version: number, values: Partial<RecordSnapshot> = {}): RecordSnapshot {
  const blank = { name: 'nginx', description: null, status: 'active', type: null, metadata: {} };
  return { id: 7, deleted_at: null, version, ...blank, ...values };
}

function update(base: number, ...changes: CommittedItem['changes']): CommittedItem {
  return { operation: 'update', entity_id: 7, base_version: base, changes };
}

const other = (operation: CommittedItem['operation'], base: number | null, metadata?: JsonObject) => ({
  operation,
  entity_id: 7,
  base_version: base,
  changes: [
    ...(operation === 'create' ? [{ field: 'name', from: null, to: 'nginx' }] : []),
    ...(metadata ? [{ field: 'metadata', from: null, to: metadata }] : []),
  ],
});

const TRASHED = { deleted_at: '2026-01-01T00:00:00.000Z' };

describe('taking several changes of one record back', () => {
  it('goes back over every step', () => {
    const items = [
      update(2, { field: 'status', from: 'draft', to: 'archived' }),
      update(1, { field: 'status', from: 'active', to: 'draft' }),
    ];
    expect(inverseOfRecord(items, record(3, { status: 'archived' })).item).toMatchObject({
      operation: 'update',
      changes: [{ field: 'status', to: 'active' }],
    });
  });

  it('stops where somebody came in between, and keeps what they set since', () => {
    const items = [
      update(3, { field: 'metadata.n', from: 5, to: 6 }),
      update(1, { field: 'metadata.n', from: 1, to: 2 }),
    ];
    const between = inverseOfRecord(items, record(4, { metadata: { n: 6 } }));
    expect(between.item?.changes).toEqual([{ field: 'metadata.n', to: 5 }]);
    expect(inverseOfRecord(items, record(5, { metadata: { n: 9 } })).item).toBeNull();
  });

  it('names a value inside another one once', () => {
    const items = [
      update(2, { field: 'metadata', from: { a: 2 }, to: { a: 3, b: 1 } }),
      update(1, { field: 'metadata.a', from: 1, to: 2 }),
    ];
    expect(inverseOfRecord(items, record(3, { metadata: { a: 3, b: 1 } })).item?.changes).toEqual([
      { field: 'metadata', to: { a: 1 } },
    ]);
  });

  it('deletes what the task made and worked on, unless somebody else did as well', () => {
    const items = [update(1, { field: 'status', from: 'active', to: 'draft' }), other('create', null)];
    expect(inverseOfRecord(items, record(2, { status: 'draft' })).item?.operation).toBe('delete');
    const worked = inverseOfRecord(items, record(3, { status: 'draft', description: 'By Ben' }));
    expect(worked.item).toMatchObject({ operation: 'update', changes: [{ field: 'status', to: 'active' }] });
  });

  it('brings back what it deleted, and leaves older changes to a second time', () => {
    const deleted = [other('delete', 1)];
    expect(inverseOfRecord(deleted, record(2, TRASHED))).toMatchObject({
      item: { operation: 'restore' },
      left: [],
    });
    const changed = update(1, { field: 'status', from: 'active', to: 'draft' });
    const both = inverseOfRecord([other('delete', 2), changed], record(3, { ...TRASHED, status: 'draft' }));
    expect(both).toEqual({ item: expect.objectContaining({ operation: 'restore' }), left: [changed] });
  });

  it('has nothing to do where it undid itself, or where the record is gone', () => {
    const items = [other('restore', 2), other('delete', 1)];
    expect(inverseOfRecord(items, record(3)).item).toBeNull();
    expect(inverseOfRecord(items, null).item).toBeNull();
  });
});
