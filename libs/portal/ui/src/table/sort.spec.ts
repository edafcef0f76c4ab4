import { formatSort, parseSort, toggleSort } from './sort';

describe('sort', () => {
  it('reads and writes what the API takes', () => {
    expect(parseSort('-status,name')).toEqual([
      { field: 'status', descending: true },
      { field: 'name', descending: false },
    ]);
    expect(formatSort(parseSort('-status,name'))).toBe('-status,name');
    expect(parseSort(null)).toEqual([]);
  });

  it('goes from ascending to descending to none', () => {
    expect(toggleSort('', 'name', false)).toBe('name');
    expect(toggleSort('name', 'name', false)).toBe('-name');
    expect(toggleSort('-name', 'name', false)).toBe('');
  });

  it('replaces the other columns, or with Shift adds to them in place', () => {
    expect(toggleSort('-status', 'name', false)).toBe('name');
    expect(toggleSort('-status', 'name', true)).toBe('-status,name');
    expect(toggleSort('-status,name', 'status', true)).toBe('name');
    expect(toggleSort('status,name', 'status', true)).toBe('-status,name');
  });
});
