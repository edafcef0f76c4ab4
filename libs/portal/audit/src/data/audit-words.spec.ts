import { changedFields, filterWord, isErased, pageOf, resourceWord } from './audit-words';

describe('audit rows in words', () => {
  it('name the resource as people do', () => {
    expect(['entity', 'change_set', 'saved_view'].map(resourceWord)).toEqual([
      'record',
      'change set',
      'saved view',
    ]);
  });

  it('link what has a page, and nothing else', () => {
    expect(pageOf({ entity_type: 'entity', entity_id: 7 })).toBe('/records/7');
    expect(pageOf({ entity_type: 'change_set', entity_id: 4 })).toBe('/change-sets/4');
    expect(pageOf({ entity_type: 'user', entity_id: 4 })).toBeNull();
    expect(pageOf({ entity_type: 'entity', entity_id: null })).toBeNull();
  });

  it('list the changed fields, and count them where they are many', () => {
    expect(
      changedFields({ old_values: { status: 'draft' }, new_values: { status: 'active', name: 'a' } }),
    ).toBe('status, name');
    expect(changedFields({ old_values: null, new_values: { a: 1, b: 1, c: 1, d: 1 } })).toBe(
      'a, b and 2 more',
    );
  });

  it('know rows out of which a person was taken', () => {
    const erased = { old_values: { email: '[erased]' }, new_values: null };
    expect(isErased(erased)).toBe(true);
    expect(isErased({ old_values: null, new_values: { email: 'a@example.org' } })).toBe(false);
  });

  it('name filters as people do', () => {
    expect(filterWord('actor_type')).toBe('Kind of actor');
    expect(filterWord('outcome')).toBe('Outcome');
  });
});
