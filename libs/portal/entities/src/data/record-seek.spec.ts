import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { type Api } from '@bureau/portal-core';
import { RecordSeek, seekColumn } from './record-seek';

type Query = Record<string, string | number | boolean | null | undefined>;

/** Records 1 … n with names in the order of their numbers, listed as the API does. */
class FakeApi {
  asked = 0;
  readonly rows: { id: number; name: string; created_at: string }[];

  constructor(size: number) {
    this.rows = Array.from({ length: size }, (_, at) => ({
      id: at + 1,
      name: nameOf(at, size),
      created_at: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
    }));
  }

  getPage = async (_: string, query: Query) => {
    this.asked++;
    const sort = String(query['sort'] || '-id').split(',')[0] ?? '';
    const field = sort.replace('-', '') as 'id';
    const sign = sort.startsWith('-') ? -1 : 1;
    const compare = (one: string | number, other: string | number) =>
      one < other ? -1 : one > other ? 1 : 0;
    const bound = Object.entries(query).findLast(([name]) => name.startsWith(`${field}[`));
    const value = field === 'id' ? Number(bound?.[1]) : String(bound?.[1]);
    const rows = [...this.rows]
      .sort((one, other) => sign * compare(one[field], other[field]))
      .filter((row) => {
        if (!bound) return true;
        const order = sign * compare(row[field], value);
        return /\[[gl]te\]/.test(bound[0]) ? order >= 0 : order > 0;
      });
    const Link: Record<string, string> =
      rows.length > 1 ? { Link: `</x?cursor=after-${rows[0]?.id}>; rel="next"` } : {};
    return new HttpResponse({
      body: rows.slice(0, 1),
      headers: new HttpHeaders({ ...Link, 'X-Total-Count': String(rows.length) }),
    });
  };
}

/** aa, ab, … spread evenly over the alphabet. */
function nameOf(at: number, size: number): string {
  const place = Math.floor((at / size) * 676);
  return String.fromCharCode(97 + Math.floor(place / 26), 97 + (place % 26)) + String(at).padStart(7, '0');
}

describe('RecordSeek', () => {
  const seek = (api: FakeApi, query: Query, count = api.rows.length) =>
    new RecordSeek(api as unknown as Api, query, count);

  it('finds a value and says at which place it stands', async () => {
    const api = new FakeApi(1_000);
    expect(await seek(api, { sort: 'name' }).toValue('m')).toEqual({ cursor: 'after-463', index: 463 });
    expect(await seek(api, { sort: '' }).toValue('250')).toEqual({ cursor: 'after-250', index: 751 });
    expect(api.asked).toBe(2);
  });

  it('leads to the ends for what lies beyond them', async () => {
    const api = new FakeApi(100);
    expect(await seek(api, { sort: 'name' }).toValue('0')).toBe('start');
    expect(await seek(api, { sort: 'name' }).toValue('zzzz')).toBe('end');
  });

  it('does not disturb a filter by the same comparison', async () => {
    const api = new FakeApi(100);
    expect(await seek(api, { sort: 'id', 'id[gte]': '40' }, 61).toValue('50')).toMatchObject({
      cursor: 'after-51',
    });
  });

  it.each(['', 'id', 'created_at', '-created_at', 'name', '-name'])(
    'comes near a place in the middle, sorted by "%s"',
    async (sort) => {
      const api = new FakeApi(10_000);
      for (const index of [1_500, 5_000, 9_200]) {
        const found = await seek(api, { sort }).toIndex(index);
        expect(Math.abs((found as { index: number }).index - index)).toBeLessThan(450);
      }
    },
  );

  it.each(['metadata.size', '-metadata.size'])('counts empty values apart, sorted by "%s"', async (sort) => {
    const asked: Query[] = [];
    const values = Array.from({ length: 800 }, (_, at) => (sort.startsWith('-') ? 800 - at : at + 1));
    const getPage = async (_: string, query: Query) => {
      asked.push(query);
      const bound = Object.entries(query).find(([name]) => /\[[gl]te\]/.test(name));
      const rest = bound
        ? values.filter((value) =>
            sort.startsWith('-') ? value <= Number(bound[1]) : value >= Number(bound[1]),
          )
        : values;
      const mirrored = query['sort'] !== sort;
      const size = mirrored ? rest.at(-1) : rest[0];
      const headers = new HttpHeaders({
        Link: '</x?cursor=c>; rel="next"',
        'X-Total-Count': String(rest.length),
      });
      return new HttpResponse({ body: [{ id: 1, metadata: { size } }], headers });
    };
    const found = await new RecordSeek({ getPage } as unknown as Api, { sort }, 1_000).toIndex(600);
    expect(asked[0]).toMatchObject({ 'metadata.size[is_null]': false, count: 'exact' });
    // 200 of 1,000 rows have no size: they stand first in descending order.
    expect((found as { index: number }).index).toBeGreaterThan(590);
    expect((found as { index: number }).index).toBeLessThan(610);
    const empty = new RecordSeek({ getPage } as unknown as Api, { sort }, 1_000).toIndex(
      sort.startsWith('-') ? 100 : 900,
    );
    expect(await empty).toBe(sort.startsWith('-') ? 'start' : 'end');
  });

  it('knows which orders say nothing about places', async () => {
    expect(seekColumn('status,name')).toBeNull();
    expect(seekColumn('-relevance')).toBeNull();
    expect(seekColumn('')).toEqual({ field: 'id', descending: true });
    expect(await seek(new FakeApi(10), { sort: 'status' }).toIndex(5)).toBeNull();
  });
});
