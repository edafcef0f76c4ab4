import { type Entity, type JsonValue } from '@bureau/contracts';
import { type Api, type ListQuery } from '@bureau/portal-core';
import { parseSort, type SortKey } from '@bureau/portal-ui';
import { DEFAULT_SORT, readRecords } from './read-records';
import { valueAt } from './record-columns';

/** A place of the list that was found: the rows behind `cursor` begin at `index`. */
export interface Landing {
  cursor: string;
  index: number;
}

/** Where a value leads: to a place, or to one of the ends. */
export type Found = Landing | 'start' | 'end';

/** Rows that have a value in the sorted column, and how many stand before them. */
interface Held {
  count: number;
  before: number;
}

/** Fields that have no order that a filter knows. */
const UNORDERED = new Set(['status', 'relevance']);
const LETTERS = [...'0123456789abcdefghijklmnopqrstuvwxyz'];
/** A guess this near to the wanted place, as a part of all rows, is taken. */
const NEAR = 0.02;

/** The column that the list is sorted by first, if one can go to a value of it. */
export function seekColumn(sort: string): SortKey | null {
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
    return key ? this.#toValue(key, value, await this.#held(key)) : 'start';
  }

  /** A place near `index`; null where the column says nothing about places. */
  async toIndex(index: number): Promise<Found | null> {
    const key = seekColumn(this.#sort);
    if (!key) return null;
    const held = await this.#held(key);
    // Empty values stand before all others in descending order, else behind them.
    if (index < held.before) return 'start';
    if (index >= held.before + held.count) return 'end';
    const [first, last] = await Promise.all([this.#edge(key.field, false), this.#edge(key.field, true)]);
    const numbers = [numberOf(first), numberOf(last)] as const;
    if (numbers[0] !== null && numbers[1] !== null && numbers[0] !== numbers[1]) {
      const guess = numbers[0] + ((numbers[1] - numbers[0]) * (index - held.before)) / held.count;
      const value = typeof first === 'string' ? new Date(guess).toISOString() : String(Math.round(guess));
      return this.#toValue(key, value, held);
    }
    return typeof first === 'string' && typeof last === 'string' ? this.#byLetters(key, index, held) : null;
  }

  async #toValue(key: SortKey, value: string, held: Held): Promise<Found> {
    const bound = { [`${key.field}[${this.#operator(key)}]`]: value };
    const page = await this.#read({ ...this.query, ...bound }, false, 'exact');
    const rest = page.total?.count ?? 0;
    if (rest >= this.count) return 'start';
    if (page.after === null) return 'end';
    return { cursor: page.after, index: held.before + held.count - rest + 1 };
  }

  /** How many rows have a value in the column, and how many stand before those. */
  async #held({ field, descending }: SortKey): Promise<Held> {
    const filled = this.#filled(field);
    if (filled === this.query) return { count: this.count, before: 0 };
    const count = (await this.#read(filled, false, 'exact')).total?.count ?? this.count;
    return { count, before: descending ? this.count - count : 0 };
  }

  async #byLetters(key: SortKey, index: number, held: Held): Promise<Found> {
    const { descending } = key;
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
        const found = await this.#toValue(key, `${prefix}${letters[middle]}${descending ? 'zzz' : ''}`, held);
        if (placeOf(found, this.count) > index) high = middle;
        else [low, best] = [middle + 1, found];
      }
      prefix += letters[Math.max(0, low - 1)] ?? '';
    }
    return best;
  }

  async #edge(field: string, mirrored: boolean): Promise<JsonValue | undefined> {
    const [row] = (await this.#read(this.#filled(field), mirrored, null)).rows as [Entity?];
    return row && valueAt(row, field);
  }

  #read(query: ListQuery, mirrored: boolean, count: 'exact' | null): ReturnType<typeof readRecords> {
    return readRecords(this.api, query, { cursor: null, mirrored }, { limit: 1, count });
  }

  /** The list without empty values of a column that can have them. */
  #filled(field: string): ListQuery {
    const name = `${field}[is_null]`;
    const mayBeEmpty = field === 'type' || field === 'owner_id' || field.startsWith('metadata.');
    return mayBeEmpty && !(name in this.query) ? { ...this.query, [name]: false } : this.query;
  }

  /** The filter may compare by the same operator already; then the strict one serves, which skips equal values. */
  #operator({ field, descending }: SortKey): string {
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
