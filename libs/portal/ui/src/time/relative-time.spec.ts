import { duration, relativeTime } from './relative-time';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const seconds = (count: number) => relativeTime(NOW + count * 1000, NOW);

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [-59, 'just now'],
    [20, 'just now'],
    [-180, '3 min ago'],
    [7_200, 'in 2 hr'],
    [-86_400, '1 day ago'],
    [-86_400 * 10, '1 wk ago'],
    [-86_400 * 400, '1 yr ago'],
  ])('tells %d seconds as %s', (count, text) => {
    expect(seconds(count)).toBe(text);
  });
});

describe('duration', () => {
  it.each([
    [0, '0:00'],
    [102_900, '1:42'],
    [3_727_000, '1:02:07'],
    [-5, '0:00'],
  ])('writes %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
