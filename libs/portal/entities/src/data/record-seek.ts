import { type Entity, type JsonValue } from '@bureau/contracts';
import { type Api, type ListQuery } from '@bureau/portal-core';
import { parseSort } from '@bureau/portal-ui';
import { DEFAULT_SORT, readRecords } from './read-records';
import { valueAt } from './record-columns';

/** A place of the list that was found: the rows behind `cursor` begin at `index`. */
export interface Landing {
  cursor: string;
  index: number;
}

/** Where a value leads: to a place, or to one of the ends. */
export type Found = Landing | 'start' | 'end';

/** Fields that have no order that a filter knows. */
const UNORDERED = new Set(['status', 'relevance']);
const LETTERS = [...'0123456789abcdefghijklmnopqrstuvwxyz'];
/** A guess this near to the wanted place, as a part of all rows, is taken. */
const NEAR = 0.02;

/** The column that the list is sorted by first, if one can go to a value of it. */
export function seekColumn(sort: string): { field: string; descending: boolean } | null {
  const [key] = parseSort(sort || DEFAULT_SORT);
  return key && !UNORDERED.has(key.field) ? key : null;
}

/**
 * Finds places in a list that is read by cursors alone. The count of the rows from a value on says exactly where that
 * value stands; for a place in the middle the value is guessed from the first and the last row, or letter by letter.
 */
export class RecordSeek {
  constructor(
    private readonly api: Api,
    private readonly query: ListQuery,
    /** How many rows the whole list has. */
    private readonly count: number,
  ) {}

  /** The first row at or behind a value of the column that the list is sorted by. */
  async toValue(value: string): Promise<Found> {
    const key = seekColumn(this.#sort);
    if (!key) return 'start';
    const bound = `${key.field}[${this.#operator(key)}]`;
    const wish = { cursor: null, mirrored: false };
    const page = await readRecords(this.api, { ...this.query, [bound]: value }, wish, {
      limit: 1,
      count: 'exact',
    });
    const rest = page.total?.count ?? 0;
    if (rest >= this.count) return 'start';
    return page.after === null ? 'end' : { cursor: page.after, index: this.count - rest + 1 };
  }

  /** A place near `index`; null where the column says nothing about places. */
  async toIndex(index: number): Promise<Found | null> {
    const key = seekColumn(this.#sort);
    if (!key) return null;
    const [first, last] = await Promise.all([this.#edge(key.field, false), this.#edge(key.field, true)]);
    const part = index / this.count;
    const numbers = [numberOf(first), numberOf(last)] as const;
    if (numbers[0] !== null && numbers[1] !== null && numbers[0] !== numbers[1]) {
      const guess = numbers[0] + (numbers[1] - numbers[0]) * part;
      return this.toValue(
        typeof first === 'string' ? new Date(guess).toISOString() : String(Math.round(guess)),
      );
    }
    return typeof first === 'string' && typeof last === 'string'
      ? this.#byLetters(index, key.descending)
      : null;
  }

  async #byLetters(index: number, descending: boolean): Promise<Found> {
    const letters = descending ? [...LETTERS].reverse() : LETTERS;
    let prefix = '';
    let best: Found = 'start';
    for (
      let depth = 0;
      depth < 2 && Math.abs(placeOf(best, this.count) - index) > this.count * NEAR;
      depth++
    ) {
      let [low, high] = [0, letters.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const found = await this.toValue(`${prefix}${letters[middle]}${descending ? 'zzz' : ''}`);
        if (placeOf(found, this.count) > index) high = middle;
        else [low, best] = [middle + 1, found];
      }
      prefix += letters[Math.max(0, low - 1)] ?? '';
    }
    return best;
  }

  async #edge(field: string, mirrored: boolean): Promise<JsonValue | undefined> {
    const { rows } = await readRecords(this.api, this.query, { cursor: null, mirrored }, { limit: 1 });
    const [row] = rows as [Entity?];
    return row && valueAt(row, field);
  }

  /** The filter may compare by the same operator already; then the strict one serves, which skips equal values. */
  #operator({ field, descending }: { field: string; descending: boolean }): string {
    const [wide, strict] = descending ? ['lte', 'lt'] : ['gte', 'gt'];
    return `${field}[${wide}]` in this.query ? strict : wide;
  }

  get #sort(): string {
    const { sort } = this.query;
    return typeof sort === 'string' ? sort : '';
  }
}

function placeOf(found: Found, count: number): number {
  if (found === 'start') return 0;
  return found === 'end' ? count : found.index;
}

/** Numbers as they are, moments as milliseconds. */
function numberOf(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}
