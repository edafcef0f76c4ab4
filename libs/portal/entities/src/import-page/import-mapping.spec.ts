import { type ImportPreview } from '@bureau/contracts';
import { keyColumns, mappingOf, sameMapping, startOf, suggestedMapping, withColumn } from './import-mapping';

const PREVIEW: ImportPreview = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  has_header: true,
  columns: [
    { source: 'SKU', type: 'text', format: null, target: 'metadata.SKU', empty: 0 },
    { source: 'Title', type: 'text', format: null, target: 'name', empty: 0 },
    { source: 'Price', type: 'number', format: 'decimal_comma', target: 'metadata.Price', empty: 1 },
    { source: 'id', type: 'integer', format: null, target: null, empty: 0 },
  ],
  rows: [],
};

describe('the mapping of an import', () => {
  const suggested = suggestedMapping(PREVIEW);

  it('begins with what the preview suggests and leaves out what has no place', () => {
    expect(startOf(suggested)).toEqual({
      columns: [
        { source: 'SKU', target: 'metadata.SKU', type: 'text' },
        { source: 'Title', target: 'name', type: 'text' },
        { source: 'Price', target: 'metadata.Price', type: 'number', format: 'decimal_comma' },
      ],
      mode: 'skip_bad',
      has_header: true,
    });
  });

  it('asks what becomes of matches only where a key says which they are', () => {
    const { key_column, on_match } = startOf({ ...suggested, key_column: 'SKU', on_match: 'skip' });
    expect([key_column, on_match]).toEqual(['SKU', 'skip']);
    expect(startOf(suggested)).not.toHaveProperty('on_match');
  });

  it('offers names and metadata as keys, and forgets a key whose column is left out', () => {
    expect(keyColumns(suggested).map(({ source }) => source)).toEqual(['SKU', 'Title', 'Price']);
    const keyed = { ...suggested, key_column: 'SKU' };
    expect(withColumn(keyed, 'SKU', { target: '' }).key_column).toBe('');
    expect(withColumn(keyed, 'Price', { target: '' }).key_column).toBe('SKU');
  });

  it('reads text fields as text, and drops a format that its new type has not', () => {
    const changed = withColumn(suggested, 'Price', { target: 'description' });
    expect(changed.columns[2]).toMatchObject({ type: 'text', format: null });
    expect(withColumn(suggested, 'Price', { type: 'date' }).columns[2]?.format).toBe('YYYY-MM-DD');
    expect(withColumn(suggested, 'Price', { type: 'integer' }).columns[2]?.format).toBeNull();
    expect(withColumn(suggested, 'SKU', { target: 'metadata' }).columns[0]?.type).toBe('json');
  });

  it('is read back from the plan that the server keeps', () => {
    const mapping = withColumn({ ...suggested, key_column: 'SKU', mode: 'all_or_nothing' }, 'Price', {
      target: '',
    });
    const start = startOf(mapping);
    const plan = { entity_type: null, mode: mapping.mode, on_match: mapping.on_match, has_header: true };
    const back = mappingOf({ ...plan, columns: start.columns, key_column: 'SKU', check_only: true }, PREVIEW);
    expect(sameMapping(back, mapping)).toBe(true);
    expect(sameMapping(back, suggested)).toBe(false);
  });
});
