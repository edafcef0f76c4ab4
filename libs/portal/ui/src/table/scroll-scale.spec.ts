import { MAX_HEIGHT, ScrollScale } from './scroll-scale';

describe('ScrollScale', () => {
  function scaleOf(rows: number): ScrollScale {
    const scale = new ScrollScale();
    scale.resize(rows, 40, 400);
    return scale;
  }

  it('is the scrollbar itself while the browser can hold all rows', () => {
    const scale = scaleOf(1000);
    expect(scale.height).toBe(40_000);
    expect(scale.scrolled(1234)).toBe(1234);
    expect([scale.top, scale.placeOf(100)]).toEqual([1234, 4000]);
  });

  it('moves pixel by pixel among a million rows, and in proportion when the thumb is dragged', () => {
    const scale = scaleOf(1_000_000);
    expect(scale.height).toBe(MAX_HEIGHT);
    scale.scrolled(40);
    expect(scale.top).toBe(40);
    expect(scale.placeOf(1)).toBe(40);
    scale.scrolled((MAX_HEIGHT - 400) / 2);
    expect(Math.round(scale.top / 40)).toBe(499_995);
    const before = scale.top;
    scale.scrolled((MAX_HEIGHT - 400) / 2 + 120);
    expect(scale.top).toBeCloseTo(before + 120, 3);
  });

  it('reaches the last row at the end of the way, and the first at its beginning', () => {
    const scale = scaleOf(1_000_000);
    scale.scrolled(MAX_HEIGHT - 400);
    expect(scale.top).toBe(1_000_000 * 40 - 400);
    scale.scrolled(0);
    expect(scale.top).toBe(0);
  });

  it('goes on where the scrollbar runs out of way before the rows do', () => {
    const scale = scaleOf(1_000_000);
    scale.scrolled(5_000_000);
    let bar = 5_000_000;
    // Upwards in steps of the wheel until the bar stands at its beginning.
    for (let i = 0; bar > 0 && i < 30_000; i++) bar = scale.scrolled(Math.max(0, bar - 300));
    expect(scale.top).toBeGreaterThan(400);
    expect(bar).toBeGreaterThan(0);
  });

  it('keeps the row at the upper edge when the count or the density changes', () => {
    const scale = scaleOf(1000);
    scale.scrolled(4000);
    scale.resize(2000, 40, 400);
    expect(scale.top).toBe(4000);
    scale.resize(2000, 50, 400);
    expect(scale.top).toBe(5000);
  });

  it('never goes past the end when rows go away', () => {
    const scale = scaleOf(1000);
    scale.scrolled(39_000);
    expect(scale.resize(20, 40, 400)).toBe(400);
    expect(scale.resize(0, 40, 400)).toBe(0);
  });
});
