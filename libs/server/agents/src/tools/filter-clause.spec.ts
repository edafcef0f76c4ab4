import { toQueryParameters } from './filter-clause';
import { recordFilters } from './record-filter';

describe('conditions of a tool call', () => {
  it('are the parameters of the list API', () => {
    expect(
      toQueryParameters([
        { field: 'status', op: 'eq', value: 'draft' },
        { field: 'name', op: 'like', value: 'lib%' },
        { field: 'id', op: 'in', value: [1, 2] },
        { field: 'metadata.size', op: 'gt', value: 10 },
        { field: 'description', op: 'is_null', value: true },
      ]),
    ).toEqual({
      status: 'draft',
      'name[like]': 'lib%',
      'id[in]': ['1', '2'],
      'metadata.size[gt]': '10',
      'description[is_null]': 'true',
    });
  });

  it('keep text that looks like a number apart from the number', () => {
    expect(toQueryParameters([{ field: 'metadata.version', op: 'eq', value: '1' }])).toEqual({
      'metadata.version': '"1"',
    });
    expect(toQueryParameters([{ field: 'metadata.version', op: 'eq', value: 1 }])).toEqual({
      'metadata.version': '1',
    });
    expect(toQueryParameters([{ field: 'name', op: 'eq', value: '1' }])).toEqual({ name: '1' });
  });

  it('may be several on one field', () => {
    expect(
      recordFilters([
        { field: 'name', op: 'like', value: 'a' },
        { field: 'name', op: 'like', value: 'b' },
      ]),
    ).toHaveLength(2);
  });

  it.each([
    [{ field: 'nope', op: 'eq', value: 1 }],
    [{ field: 'id', op: 'like', value: '1' }],
    [{ field: 'status', op: 'eq', value: 'deleted' }],
    [{ field: 'hashed_password', op: 'eq', value: 'x' }],
    [{ field: `name; drop table users`, op: 'eq', value: 'x' }],
  ] as const)('are refused where the list API refuses them: %j', (clause) => {
    expect(() => recordFilters([clause])).toThrow();
  });
});
