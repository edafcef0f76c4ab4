import { compareRecords } from './compare-fields';
import { type ToolRecord } from './tool-results';

const record = (id: number, fields: Partial<ToolRecord>): ToolRecord => ({
  id,
  name: `r${id}`,
  status: 'active',
  type: null,
  description: null,
  metadata: {},
  version: id,
  ...fields,
});

describe('records side by side', () => {
  it('tells what they share from what sets them apart, in the order of the records', () => {
    const result = compareRecords([
      record(4, { metadata: { section: 'net', size: 1, tags: ['a'] } }),
      record(9, { metadata: { section: 'net', tags: ['a', 'b'] }, status: 'draft' }),
    ]);
    expect(result.records).toEqual([
      { id: 4, name: 'r4' },
      { id: 9, name: 'r9' },
    ]);
    expect(result.same).toEqual({ type: null, description: null, 'metadata.section': 'net' });
    expect(result.different).toEqual([
      { field: 'name', values: ['r4', 'r9'] },
      { field: 'status', values: ['active', 'draft'] },
      { field: 'metadata.size', values: [1, null] },
      { field: 'metadata.tags', values: [['a'], ['a', 'b']] },
    ]);
  });
});
