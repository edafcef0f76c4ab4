import { convertToParamMap } from '@angular/router';
import fc from 'fast-check';
import {
  readColumns,
  readView,
  type RecordView,
  rowsQuery,
  sameView,
  viewParameters,
  writeColumns,
} from './record-view';

const VIEW: RecordView = {
  q: 'web server',
  sort: '-metadata.size,name',
  filters: [
    { field: 'status', operator: 'in', value: 'active,draft' },
    { field: 'metadata.size', operator: 'gte', value: '100' },
  ],
  columns: [
    { id: 'status', width: null },
    { id: 'metadata.size', width: 120 },
  ],
  savedAs: 7,
};

describe('a view in the address', () => {
  it('comes back as it was', () => {
    const parameters = viewParameters(VIEW);
    expect(parameters).toEqual({
      q: 'web server',
      sort: '-metadata.size,name',
      'status[in]': 'active,draft',
      'metadata.size[gte]': '100',
      columns: 'status,metadata.size:120',
      view: '7',
    });
    expect(readView(convertToParamMap(parameters))).toEqual(VIEW);
  });

  it('is empty for the list as it is', () => {
    const plain = readView(convertToParamMap({}));
    expect(plain).toEqual({ q: '', sort: '', filters: [], columns: null, savedAs: null });
    expect(viewParameters(plain)).toEqual({});
  });

  it('tells no columns from the usual ones', () => {
    expect(readView(convertToParamMap({ columns: '' })).columns).toEqual([]);
  });

  it('asks the API for rows alone', () => {
    expect(rowsQuery(VIEW)).toEqual({
      q: 'web server',
      sort: '-metadata.size,name',
      'status[in]': 'active,draft',
      'metadata.size[gte]': '100',
    });
  });

  it('survives any name of a column', () => {
    const setting = fc.record({
      id: fc.string({ minLength: 1, unit: 'grapheme' }),
      width: fc.option(fc.integer({ min: 60, max: 900 })),
    });
    fc.assert(
      fc.property(fc.uniqueArray(setting, { selector: ({ id }) => id }), (columns) => {
        expect(readColumns(writeColumns(columns))).toEqual(columns);
      }),
    );
  });

  it('leaves out what is no column', () => {
    expect(readColumns('status:x,,status,%E0%A4%A,name:40000')).toEqual([
      { id: 'status', width: null },
      { id: 'name', width: null },
    ]);
  });

  it('knows a saved view again whatever the order of its filters, and its changes', () => {
    const turned = { ...VIEW, filters: [...VIEW.filters].reverse(), savedAs: null };
    expect(sameView(VIEW, turned)).toBe(true);
    expect(sameView(VIEW, { ...VIEW, sort: 'name' })).toBe(false);
    expect(sameView(VIEW, { ...VIEW, columns: null })).toBe(false);
  });
});
