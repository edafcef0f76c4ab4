import { type ProposedItem } from '@bureau/contracts';
import { validateHeading } from './validate-heading';
import { validateItems } from './validate-items';

const update = (changes: ProposedItem['changes'], entity_id = 1): ProposedItem => ({
  operation: 'update',
  entity_id,
  changes,
});
const relate = (target_id: number, relation_type = 'related_to', entity_id = 1): ProposedItem => ({
  operation: 'relate',
  entity_id,
  changes: [
    { field: 'relation_type', to: relation_type },
    { field: 'target_id', to: target_id },
  ],
});

function pointers(...items: ProposedItem[]): string[] {
  return validateItems(items).map(({ pointer }) => pointer);
}

describe('validateItems', () => {
  it('passes every operation in its right form', () => {
    expect(
      pointers(
        {
          operation: 'create',
          changes: [
            { field: 'name', to: 'New' },
            { field: 'metadata.a.b', to: [1] },
          ],
        },
        update([
          { field: 'status', to: 'inactive' },
          { field: 'description', to: null },
        ]),
        { operation: 'delete', entity_id: 2 },
        { operation: 'restore', entity_id: 3 },
        relate(5),
        relate(5, 'depends_on'),
        { ...relate(6), operation: 'unrelate' },
      ),
    ).toEqual([]);
  });

  it.each<[string, ProposedItem, string]>([
    ['an unknown field', update([{ field: 'owner_id', to: 1 }]), '/items/0/changes/0/field'],
    ['a field of the machine', update([{ field: 'version', to: 1 }]), '/items/0/changes/0/field'],
    ['an empty path', update([{ field: 'metadata.a..b', to: 1 }]), '/items/0/changes/0/field'],
    ['a status that there is not', update([{ field: 'status', to: 'gone' }]), '/items/0/changes/0/to'],
    ['an empty type', update([{ field: 'type', to: '' }]), '/items/0/changes/0/to'],
    ['an empty name', update([{ field: 'name', to: '  ' }]), '/items/0/changes/0/to'],
    ['a long name', update([{ field: 'name', to: 'x'.repeat(256) }]), '/items/0/changes/0/to'],
    ['metadata that is a list', update([{ field: 'metadata', to: [] }]), '/items/0/changes/0/to'],
    [
      'text that cannot be stored',
      update([{ field: 'metadata.a', to: { b: ['\0'] } }]),
      '/items/0/changes/0/to',
    ],
    ['half a character', update([{ field: 'description', to: '\ud800' }]), '/items/0/changes/0/to'],
    [
      'a field twice',
      update([
        { field: 'name', to: 'a' },
        { field: 'name', to: 'b' },
      ]),
      '/items/0/changes/1/field',
    ],
    [
      'a field within another',
      update([
        { field: 'metadata', to: {} },
        { field: 'metadata.a', to: 1 },
      ]),
      '/items/0/changes/1/field',
    ],
    [
      'evidence that cannot be stored',
      { operation: 'delete', entity_id: 1, evidence: { a: '\0' } },
      '/items/0/evidence',
    ],
    ['nothing to change', update([]), '/items/0/changes'],
    ['no record', { operation: 'delete' }, '/items/0/entity_id'],
    [
      'fields of a deletion',
      { operation: 'delete', entity_id: 1, changes: [{ field: 'name', to: 'a' }] },
      '/items/0/changes',
    ],
    [
      'a new record with an id',
      { operation: 'create', entity_id: 1, changes: [{ field: 'name', to: 'a' }] },
      '/items/0/entity_id',
    ],
    [
      'a new record without a name',
      { operation: 'create', changes: [{ field: 'type', to: 'a' }] },
      '/items/0/changes',
    ],
    ['a relation to itself', relate(1), '/items/0/changes'],
    ['a type of relation that there is not', relate(2, 'loves'), '/items/0/changes'],
    [
      'a relation without a target',
      { operation: 'relate', entity_id: 1, changes: [{ field: 'relation_type', to: 'related_to' }] },
      '/items/0/changes',
    ],
    [
      'a relation with a field of its own',
      { ...relate(2), changes: [...(relate(2).changes ?? []), { field: 'note', to: 'x' }] },
      '/items/0/changes/2/field',
    ],
  ])('refuses %s', (_, item, pointer) => {
    expect(pointers(item)).toContain(pointer);
  });

  it('refuses two writes of one record, and one relation twice', () => {
    expect(pointers(update([{ field: 'name', to: 'a' }]), { operation: 'delete', entity_id: 1 })).toEqual([
      '/items/1/entity_id',
    ]);
    expect(pointers(relate(2), { ...relate(2), operation: 'unrelate' })).toEqual(['/items/1/entity_id']);
  });
});

describe('validateHeading', () => {
  const now = Date.parse('2026-11-22T00:00:00Z');
  const problems = (heading: object) =>
    validateHeading({ title: 'T', ...heading }, now).map(({ pointer }) => pointer);

  it('ends within the next 30 days', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ expires_at: '2026-12-22T00:00:00Z' })).toEqual([]);
    for (const expires_at of ['2026-12-22T00:00:01Z', '2026-11-21T00:00:00Z', 'soon']) {
      expect(problems({ expires_at })).toEqual(['/expires_at']);
    }
  });

  it('has a title and texts that can be stored', () => {
    for (const title of [' ', 'x'.repeat(256), 'a\0b']) expect(problems({ title })).toEqual(['/title']);
    expect(problems({ reason: '\ud800' })).toEqual(['/reason']);
  });
});
