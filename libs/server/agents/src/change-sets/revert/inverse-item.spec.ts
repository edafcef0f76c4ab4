import { type RecordSnapshot } from '../proposal/planned-item';
import { type CommittedItem, inverseItem } from './inverse-item';

const NOW: RecordSnapshot = {
  id: 9,
  name: 'nginx',
  description: null,
  status: 'inactive',
  type: null,
  metadata: { section: 'web', team: 'ops' },
  version: 4,
  deleted_at: null,
};
const item = (
  operation: CommittedItem['operation'],
  changes: CommittedItem['changes'] = [],
): CommittedItem => ({
  operation,
  entity_id: 9,
  base_version: 3,
  changes,
});
const TRASHED = { ...NOW, deleted_at: '2026-11-22T00:00:00.000Z' };

describe('inverseItem', () => {
  it('takes back the fields that stand as the set left them, and no other', () => {
    const committed = item('update', [
      { field: 'status', from: 'active', to: 'inactive' },
      { field: 'metadata.section', from: 'httpd', to: 'net' },
    ]);
    expect(inverseItem(committed, NOW)).toMatchObject({
      operation: 'update',
      changes: [{ field: 'status', to: 'active' }],
    });
  });

  it('keeps a key that somebody added to an object that the set wrote', () => {
    const committed = item('update', [
      { field: 'metadata', from: { section: 'httpd' }, to: { section: 'web' } },
    ]);
    expect(inverseItem(committed, NOW)).toMatchObject({
      changes: [{ field: 'metadata', to: { section: 'httpd', team: 'ops' } }],
    });
  });

  it('has nothing to do where all was changed since, or the record is gone', () => {
    const committed = item('update', [{ field: 'status', from: 'active', to: 'archived' }]);
    expect(inverseItem(committed, NOW)).toBeNull();
    expect(inverseItem(committed, null)).toBeNull();
    expect(inverseItem(committed, TRASHED)).toBeNull();
  });

  it('deletes a record that it made, unless somebody worked on it since', () => {
    const asMade = [
      { field: 'name', from: null, to: 'nginx' },
      { field: 'status', from: null, to: 'inactive' },
      { field: 'metadata', from: {}, to: { section: 'web', team: 'ops' } },
    ];
    expect(inverseItem(item('create', asMade), NOW)).toMatchObject({ operation: 'delete', entity_id: 9 });
    expect(inverseItem(item('create', asMade), { ...NOW, description: 'by Ben' })).toBeNull();
  });

  it('restores what it deleted, and deletes what it restored while that is untouched', () => {
    expect(inverseItem(item('delete'), TRASHED)).toMatchObject({ operation: 'restore' });
    expect(inverseItem(item('delete'), NOW)).toBeNull();
    expect(inverseItem(item('restore'), NOW)).toMatchObject({ operation: 'delete' });
    expect(inverseItem(item('restore'), { ...NOW, version: 5 })).toBeNull();
  });

  it('turns relations round', () => {
    const made = item('relate', [
      { field: 'relation_type', from: null, to: 'depends_on' },
      { field: 'target_id', from: null, to: 5 },
    ]);
    expect(inverseItem(made, NOW)).toMatchObject({
      operation: 'unrelate',
      changes: [
        { field: 'relation_type', to: 'depends_on' },
        { field: 'target_id', to: 5 },
      ],
    });
  });
});
