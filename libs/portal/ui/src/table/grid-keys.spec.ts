import { type GridPlace, movedBy } from './grid-keys';

const SIZE = { rows: 1000, columns: 5, perScreen: 12 };

describe('movedBy', () => {
  const move = (key: string, from: GridPlace, more: KeyboardEventInit = {}) =>
    movedBy(new KeyboardEvent('keydown', { key, ...more }), from, SIZE);

  it.each([
    ['ArrowDown', { row: 6, column: 2 }],
    ['ArrowUp', { row: 4, column: 2 }],
    ['ArrowLeft', { row: 5, column: 1 }],
    ['ArrowRight', { row: 5, column: 3 }],
    ['PageDown', { row: 17, column: 2 }],
    ['PageUp', { row: 0, column: 2 }],
    ['Home', { row: 5, column: 0 }],
    ['End', { row: 5, column: 4 }],
  ])('%s', (key, to) => {
    expect(move(key, { row: 5, column: 2 })).toEqual(to);
  });

  it('leads to the first and the last row with Ctrl', () => {
    expect(move('Home', { row: 5, column: 2 }, { ctrlKey: true })).toEqual({ row: 0, column: 2 });
    expect(move('End', { row: 5, column: 2 }, { metaKey: true })).toEqual({ row: 999, column: 2 });
  });

  it('reaches the row of the heads where there is one', () => {
    const up = new KeyboardEvent('keydown', { key: 'ArrowUp' });
    expect(movedBy(up, { row: 0, column: 2 }, { ...SIZE, head: true })).toEqual({ row: -1, column: 2 });
    expect(movedBy(up, { row: -1, column: 2 }, { ...SIZE, head: true })).toEqual({ row: -1, column: 2 });
  });

  it('stays inside the grid, and leaves other keys alone', () => {
    expect(move('ArrowLeft', { row: 0, column: 0 })).toEqual({ row: 0, column: 0 });
    expect(move('ArrowDown', { row: 999, column: 0 })).toEqual({ row: 999, column: 0 });
    expect(move('a', { row: 5, column: 2 })).toBeNull();
    expect(move('ArrowLeft', { row: 5, column: 2 }, { altKey: true })).toBeNull();
  });
});
