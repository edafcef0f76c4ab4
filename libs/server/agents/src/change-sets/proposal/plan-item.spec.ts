import { type ProposedItem } from '@bureau/contracts';
import { planItem } from './plan-item';
import { type RecordSnapshot } from './planned-item';
import { planRelation } from './relation-items';

const RECORD: RecordSnapshot = {
  id: 9,
  name: 'nginx',
  description: 'web server',
  status: 'active',
  type: 'package',
  metadata: { section: 'httpd', size: { installed: 12 } },
  version: 3,
  deleted_at: null,
};
const update = (field: string, to: unknown): ProposedItem => ({
  operation: 'update',
  entity_id: 9,
  changes: [{ field, to: to as string }],
});

describe('planItem', () => {
  it('takes the values of now, and the version that they belong to', () => {
    expect(planItem(update('metadata.size.installed', 13), RECORD)).toEqual({
      outcome: 'planned',
      item: {
        operation: 'update',
        entity_id: 9,
        entity_name: 'nginx',
        base_version: 3,
        changes: [{ field: 'metadata.size.installed', from: 12, to: 13 }],
        reason: null,
        evidence: null,
      },
    });
  });

  it.each([
    ['an equal text', update('name', 'nginx')],
    ['an equal object', update('metadata.size', { installed: 12 })],
    ['an object that differs by a null', update('metadata.size', { installed: 12, download: null })],
    ['nothing taken out of nowhere', update('metadata.absent', null)],
    ['a restore of what is not in the trash', { operation: 'restore' as const, entity_id: 9 }],
  ])('leaves out what changes nothing: %s', (_, item) => {
    expect(planItem(item, RECORD).outcome).toBe('unchanged');
  });

  it.each([
    ['an absent record', update('name', 'a'), null, 'NOT_FOUND'],
    [
      'a record in the trash',
      update('name', 'a'),
      { ...RECORD, deleted_at: '2026-11-22T00:00:00.000Z' },
      'IN_TRASH',
    ],
    ['another version', { ...update('name', 'a'), base_version: 2 }, RECORD, 'VERSION_CONFLICT'],
    ['a path through a text', update('metadata.section.x', 1), RECORD, 'INVALID'],
    ['metadata that grows too large', update('metadata.x', 'y'.repeat(65_536)), RECORD, 'INVALID'],
  ])('refuses %s', (_, item, record, code) => {
    expect(planItem(item, record)).toMatchObject({ outcome: 'impossible', code });
  });

  it('drops the fields of an item that are as proposed, and keeps the others', () => {
    const changes = [
      { field: 'name', to: 'nginx' },
      { field: 'status', to: 'inactive' },
    ];
    const plan = planItem({ operation: 'update', entity_id: 9, changes }, RECORD);
    expect(plan.outcome === 'planned' && plan.item.changes).toEqual([
      { field: 'status', from: 'active', to: 'inactive' },
    ]);
  });
});

describe('planRelation', () => {
  const relate = (operation: 'relate' | 'unrelate'): ProposedItem => ({
    operation,
    entity_id: 9,
    changes: [
      { field: 'relation_type', to: 'depends_on' },
      { field: 'target_id', to: 5 },
    ],
  });
  const both = (id: number) => ({ ...RECORD, id });

  it('makes a relation from nothing, and ends one to nothing', () => {
    expect(planRelation(relate('relate'), both, new Set())).toMatchObject({
      item: {
        changes: [
          { field: 'relation_type', from: null, to: 'depends_on' },
          { field: 'target_id', from: null, to: 5 },
        ],
      },
    });
    expect(planRelation(relate('unrelate'), both, new Set(['9 depends_on 5']))).toMatchObject({
      item: {
        changes: [
          { field: 'relation_type', from: 'depends_on', to: null },
          { field: 'target_id', from: 5, to: null },
        ],
      },
    });
  });

  it('leaves out what is so already, and refuses what has only one end', () => {
    expect(planRelation(relate('relate'), both, new Set(['9 depends_on 5'])).outcome).toBe('unchanged');
    expect(planRelation(relate('unrelate'), both, new Set()).outcome).toBe('unchanged');
    expect(planRelation(relate('relate'), (id) => (id === 9 ? RECORD : null), new Set())).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
