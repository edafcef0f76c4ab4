import { type Entity } from '@bureau/contracts';
import { RecordSelection } from './record-selection';

const record = (id: number, version = 1): Entity => ({
  id,
  name: `record ${id}`,
  description: null,
  status: 'active',
  type: null,
  metadata: {},
  owner_id: null,
  version,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
});

describe('RecordSelection', () => {
  const loaded = [1, 2, 3, 4, 5].map((id) => record(id));
  const at = (place: number) => loaded[place] as Entity;
  const idsOf = (selection: RecordSelection) => {
    const selected = selection.selected();
    return selected.kind === 'records' ? selected.records.map(({ id }) => id) : `all ${selected.count}`;
  };

  it('takes one, a range either way, and the same out again', () => {
    const selection = new RecordSelection();
    selection.toggle(at(3), loaded);
    selection.toggle(at(1), loaded, true);
    expect(idsOf(selection)).toEqual([4, 2, 3]);
    selection.toggle(at(2), loaded, true);
    expect(idsOf(selection)).toEqual([4]);
  });

  it('keeps what is no longer loaded', () => {
    const selection = new RecordSelection();
    selection.toggle(at(0), loaded);
    selection.toggle(record(90), [record(90)]);
    expect(idsOf(selection)).toEqual([1, 90]);
    selection.toggleAll(loaded);
    expect(selection.count()).toBe(6);
  });

  it('ticks all loaded rows, then none', () => {
    const selection = new RecordSelection();
    selection.toggleAll(loaded);
    expect([selection.count(), selection.hasAll(loaded)]).toEqual([5, true]);
    selection.toggleAll(loaded);
    expect([selection.count(), selection.hasAll(loaded), selection.hasAll([])]).toEqual([0, false, false]);
  });

  it('takes the whole filter once it is counted; taking a row out leaves the loaded others', () => {
    const selection = new RecordSelection();
    selection.selectWhole(2_431);
    expect([idsOf(selection), selection.has(77)]).toEqual(['all 2431', true]);
    selection.toggle(at(1), loaded);
    expect(idsOf(selection)).toEqual([1, 3, 4, 5]);
    expect(selection.isWhole()).toBe(false);
  });

  it('knows the version that was written last', () => {
    const selection = new RecordSelection();
    selection.toggle(at(0), loaded);
    selection.put(record(1, 2));
    selection.put(record(2, 2));
    expect(selection.selected()).toEqual({ kind: 'records', records: [record(1, 2)] });
    selection.remove(1);
    expect(selection.count()).toBe(0);
  });
});
