import { columnsOf, type RecordColumn } from '../data/record-columns';
import { columnKey, moveColumn, resizeColumn, toggleColumn } from './column-keys';

describe('columns', () => {
  const settings = ['status', 'metadata.size', 'updated_at'].map((id) => ({ id, width: null }));
  const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id).join(' ');
  const column: RecordColumn = { ...(columnsOf(['metadata.size'], [])[0] as RecordColumn), width: 120 };
  const press = (key: string, more: KeyboardEventInit = { altKey: true }) =>
    columnKey(new KeyboardEvent('keydown', { key, ...more }), settings, column);

  it('move by Alt and an arrow, and stay at the edges', () => {
    expect(ids(press('ArrowLeft')?.columns ?? [])).toBe('metadata.size status updated_at');
    expect(press('ArrowRight')?.step).toBe(1);
    expect(ids(moveColumn(settings, 'status', -1))).toBe('status metadata.size updated_at');
    expect(ids(moveColumn(settings, 'updated_at', 1))).toBe('status metadata.size updated_at');
  });

  it('grow and shrink with Shift, within limits', () => {
    const wider = press('ArrowRight', { altKey: true, shiftKey: true });
    expect(wider).toMatchObject({ step: 0, columns: [{}, { id: 'metadata.size', width: 144 }, {}] });
    expect(resizeColumn(settings, 'status', 5)[0]).toEqual({ id: 'status', width: 72 });
    expect(resizeColumn(settings, 'status', 5000)[0]).toEqual({ id: 'status', width: 800 });
  });

  it('leave other keys alone', () => {
    expect(press('ArrowRight', {})).toBeNull();
    expect(press('Enter')).toBeNull();
  });

  it('come last when they are chosen, and go', () => {
    expect(ids(toggleColumn(settings, 'type'))).toBe('status metadata.size updated_at type');
    expect(ids(toggleColumn(settings, 'status'))).toBe('metadata.size updated_at');
  });
});
