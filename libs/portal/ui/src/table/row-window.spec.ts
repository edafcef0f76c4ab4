import { type PageWish, type RowPage, RowWindow } from './row-window';

interface Row {
  id: number;
}

/** A list of rows 0 … n-1 that is read 100 at a time, by the position as cursor. */
class FakeList {
  readonly asked: PageWish[] = [];
  rows: Row[];
  fails = false;
  /** Does it give cursors of the page before? */
  gives = true;

  constructor(size: number) {
    this.rows = Array.from({ length: size }, (_, id) => ({ id }));
  }

  read = async (wish: PageWish): Promise<RowPage<Row>> => {
    this.asked.push(wish);
    if (this.fails) throw new Error('no connection');
    const rows = wish.mirrored ? [...this.rows].reverse() : this.rows;
    const start = Number(wish.cursor ?? 0);
    const end = start + 100;
    return {
      rows: rows.slice(start, end),
      after: end < rows.length ? String(end) : null,
      before: this.gives && start > 0 ? String(Math.max(0, start - 100)) : null,
      total: { count: rows.length, capped: false },
    };
  };
}

describe('RowWindow', () => {
  const open = async (size: number, shifted?: (rows: number) => void) => {
    const list = new FakeList(size);
    const window = new RowWindow<Row>(list.read, shifted);
    await window.start();
    return { list, window };
  };

  it('reads a page, and says how many rows there are', async () => {
    const { window } = await open(950);
    expect([window.rows().length, window.offset(), window.count()]).toEqual([100, 0, 950]);
    expect(window.at(99)).toEqual({ id: 99 });
    expect(window.at(100)).toBeUndefined();
  });

  it('scrolls down through everything and up again at the same memory, each row in its place', async () => {
    const { list, window } = await open(5_000);
    list.gives = false;
    for (let row = 0; row < 4_980; row += 20) {
      await window.need(row, row + 20);
      expect(window.at(row)).toEqual({ id: row });
      expect(window.rows().length).toBeLessThanOrEqual(1_000);
    }
    await window.need(4_980, 5_000);
    expect(window.at(4_999)).toEqual({ id: 4_999 });
    for (let row = 4_980; row >= 0; row -= 20) {
      await window.need(row, row + 20);
      expect(window.at(row)).toEqual({ id: row });
      expect(window.rows().length).toBeLessThanOrEqual(1_000);
    }
    expect(window.offset()).toBe(0);
  });

  it('begins at the end, and goes up from there', async () => {
    const { list, window } = await open(3_050);
    await window.start({ mirrored: true });
    expect(window.at(3_049)).toEqual({ id: 3_049 });
    expect([window.offset(), window.rows()[0]]).toEqual([2_950, { id: 2_950 }]);
    for (let row = 3_030; row >= 0; row -= 20) {
      await window.need(row, row + 20);
      expect(window.at(row)).toEqual({ id: row });
    }
    expect(window.indexOf(0)).toBe(0);
    await window.need(1_500, 1_520);
    expect(list.asked.every(({ cursor, mirrored }) => mirrored || cursor === null)).toBe(true);
  });

  it('lands in the middle, and reads both ways from there', async () => {
    const { window } = await open(3_000);
    await window.place('1500', 1_500);
    expect([window.offset(), window.at(1_500)]).toEqual([1_500, { id: 1_500 }]);
    await window.need(1_490, 1_520);
    expect(window.at(1_490)).toEqual({ id: 1_490 });
    await window.need(1_600, 1_640);
    expect(window.at(1_639)).toEqual({ id: 1_639 });
  });

  it('tells by how much places were wrong once it meets the beginning', async () => {
    const shifts: number[] = [];
    const { window } = await open(1_000, (rows) => shifts.push(rows));
    await window.place('200', 230);
    await window.need(0, 20);
    expect(window.offset()).toBe(0);
    expect(window.at(0)).toEqual({ id: 0 });
    expect(shifts.reduce((sum, rows) => sum + rows, 0)).toBe(-30);
  });

  it('reads the page on the screen again where it stands', async () => {
    const { list, window } = await open(2_000);
    for (let row = 0; row < 1_000; row += 50) await window.need(row, row + 20);
    list.asked.length = 0;
    await window.refresh(830);
    expect(list.asked[0]).toEqual({ cursor: '800', mirrored: false });
    expect(window.at(830)).toEqual({ id: 830 });
    await window.need(10, 30);
    expect(window.at(10)).toEqual({ id: 10 });
  });

  it('drops the answer of a list that is no longer wanted', async () => {
    const answers: ((page: RowPage<Row>) => void)[] = [];
    const window = new RowWindow<Row>(() => new Promise((resolve) => answers.push(resolve)));
    const page = (id: number) => ({ rows: [{ id }], after: null, before: null, total: null });
    const first = window.start();
    const second = window.start();
    answers[1]?.(page(2));
    answers[0]?.(page(1));
    await Promise.all([first, second]);
    expect(window.rows()).toEqual([{ id: 2 }]);
  });

  it('keeps its rows when the next page fails, and goes on when asked again', async () => {
    const { list, window } = await open(300);
    list.fails = true;
    await window.need(80, 100);
    expect(window.rows()).toHaveLength(100);
    expect(window.problem()).toBeInstanceOf(Error);
    list.fails = false;
    await window.refresh(80);
    await window.need(80, 100);
    expect([window.problem(), window.rows().length]).toEqual([null, 200]);
  });

  it('shows what a write answered, and counts what was taken out', async () => {
    const { window } = await open(150);
    window.update((rows) => rows.filter(({ id }) => id !== 3));
    expect([window.indexOf(3), window.indexOf(4), window.count()]).toEqual([-1, 3, 149]);
  });

  it('comes back as it was left', async () => {
    const { list, window } = await open(2_000);
    for (let row = 0; row < 1_500; row += 50) await window.need(row, row + 20);
    const again = new RowWindow<Row>(list.read);
    again.restore(window.save());
    expect([again.offset(), again.rows()]).toEqual([window.offset(), window.rows()]);
    await again.need(100, 120);
    expect(again.at(100)).toEqual({ id: 100 });
  });

  it('keeps what was counted to its end when a later answer stops counting, but not for another list', async () => {
    const rows = Array.from({ length: 100 }, (_, id) => ({ id }));
    const total = { count: 50, capped: true };
    const window = new RowWindow<Row>(async () => ({ rows, after: 'x', before: null, total }));
    await window.start();
    window.counted({ count: 24_310, capped: false });
    await window.start({ keep: true });
    expect(window.count()).toBe(24_310);
    await window.start({ keep: true, recount: true });
    expect(window.total()).toEqual(total);
  });

  it('offers a few more places while the list is not counted', async () => {
    const rows = Array.from({ length: 100 }, (_, id) => ({ id }));
    const window = new RowWindow<Row>(async () => ({ rows, after: 'x', before: null, total: null }));
    await window.start();
    expect(window.count()).toBe(160);
    window.counted({ count: 10_000, capped: true });
    expect(window.count()).toBe(160);
    window.counted({ count: 24_310, capped: false });
    expect(window.count()).toBe(24_310);
  });
});
