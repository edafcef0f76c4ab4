import { convertToParamMap } from '@angular/router';
import { filterParameter, filterSentence, filtersOf } from './record-filter';

describe('filters in the address', () => {
  it("are the API's own parameters", () => {
    const params = convertToParamMap({
      q: 'nginx',
      sort: '-name',
      status: 'active',
      'metadata.installed_size_kb[gt]': '100',
      'name[like]': 'lib',
    });
    expect(filtersOf(params)).toEqual([
      { field: 'status', operator: 'eq', value: 'active' },
      { field: 'metadata.installed_size_kb', operator: 'gt', value: '100' },
      { field: 'name', operator: 'like', value: 'lib' },
    ]);
  });

  it('leave out what is no filter', () => {
    expect(filtersOf(convertToParamMap({ 'a b': '1', 'name[drop]': '1', '[eq]': '1' }))).toEqual([]);
  });

  it('survive the way out and back', () => {
    const filter = { field: 'metadata.source', operator: 'ne', value: 'a,b=c' } as const;
    const [key, value] = filterParameter(filter);
    expect(key).toBe('metadata.source[ne]');
    expect(filtersOf(convertToParamMap({ [key]: value }))).toEqual([filter]);
  });

  it('read as sentences', () => {
    expect(filterSentence({ field: 'metadata.section', operator: 'eq', value: 'web' })).toBe(
      'Section is web',
    );
    expect(filterSentence({ field: 'status', operator: 'in', value: 'active,draft' })).toBe(
      'Status is one of active, draft',
    );
  });
});
