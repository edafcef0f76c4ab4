import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { type BulkRequest, type BulkResult, type Entity } from '@bureau/contracts';
import { type Api } from '@bureau/portal-core';
import { BulkChange, bulkRisk } from './bulk-change';

const record = (id: number) => ({ id, version: id + 10 }) as Entity;

/** Answers changes as the API does: records whose id ends in 7 fail. */
class FakeApi {
  readonly sent: BulkRequest[] = [];
  readonly pages: string[] = [];

  constructor(private readonly rows: number) {}

  post = async (_: string, body: BulkRequest): Promise<BulkResult> => {
    this.sent.push(body);
    const items = body.items ?? Array.from({ length: body.expected_count ?? 0 }, (_, at) => ({ id: at + 1 }));
    const results = items.map(({ id = 0 }, index) => ({
      index,
      id,
      status: id % 10 === 7 ? 412 : 200,
      outcome: id % 10 === 7 ? ('failed' as const) : ('updated' as const),
    }));
    const failed = results.filter(({ outcome }) => outcome === 'failed').length;
    const counts = { total: items.length, succeeded: items.length - failed, unchanged: 0, failed };
    return { operation: body.operation, dry_run: false, atomic: false, committed: true, counts, results };
  };

  getPage = async (_: string, query: Record<string, string | number | null>) => {
    this.pages.push(String(query['sort']));
    const start = Number(query['cursor'] ?? 0);
    const rows = Array.from({ length: Math.min(200, this.rows - start) }, (_, at) => record(start + at + 1));
    const end = start + rows.length;
    const Link = end < this.rows ? `</x?cursor=${end}>; rel="next"` : '';
    return new HttpResponse({ body: rows, headers: new HttpHeaders(Link ? { Link } : {}) });
  };
}

describe('BulkChange', () => {
  const act = { operation: 'status', values: { status: 'inactive' } } as const;
  const go = new AbortController().signal;
  const make = (api: FakeApi, selected: ConstructorParameters<typeof BulkChange>[1]) =>
    new BulkChange(api as unknown as Api, selected, { q: 'web', sort: '-name', status: 'draft' }, act);

  it('names the records and the versions that were looked at', async () => {
    const api = new FakeApi(0);
    const state = await make(api, { kind: 'records', records: [record(1), record(7)] }).run(
      () => undefined,
      go,
    );
    expect(api.sent).toEqual([
      {
        items: [
          { id: 1, version: 11 },
          { id: 7, version: 17 },
        ],
        operation: 'status',
        values: { status: 'inactive' },
        dry_run: false,
      },
    ]);
    expect(state.counts).toEqual({ total: 2, succeeded: 1, unchanged: 0, failed: 1 });
    expect(state.failures.map(({ id }) => id)).toEqual([7]);
  });

  it('changes a filter by its conditions and the number that was shown', async () => {
    const api = new FakeApi(0);
    await make(api, { kind: 'filter', count: 2_431 }).check();
    expect(api.sent).toEqual([
      {
        filter: { q: 'web', status: 'draft' },
        expected_count: 2_431,
        operation: 'status',
        values: { status: 'inactive' },
        dry_run: true,
      },
    ]);
  });

  it('walks through more than one request may hold, ids first, and tells how far it is', async () => {
    const api = new FakeApi(12_345);
    const change = make(api, { kind: 'filter', count: 12_345 });
    expect(await change.check()).toBeNull();
    const steps: number[] = [];
    const state = await change.run(({ counts }) => steps.push(counts.total), go);
    expect(new Set(api.pages)).toEqual(new Set(['id']));
    expect([api.sent.length, steps[0], steps.at(-1)]).toEqual([13, 1_000, 12_345]);
    expect(state.counts.failed).toBe(1_234);
    expect(state.failures).toHaveLength(1_000);
  });

  it('stops between two requests when it is told to', async () => {
    const api = new FakeApi(0);
    const stop = new AbortController();
    const records = Array.from({ length: 2_500 }, (_, id) => record(id));
    const state = await make(api, { kind: 'records', records }).run(() => stop.abort(), stop.signal);
    expect(state.counts.total).toBe(1_000);
  });

  it('is riskier the more records there are, and where they go away', () => {
    expect([bulkRisk(act, 3), bulkRisk(act, 500), bulkRisk(act, 5_000)]).toEqual(['low', 'medium', 'high']);
    expect([1, 3, 500].map((count) => bulkRisk({ operation: 'delete' }, count))).toEqual([
      'low',
      'medium',
      'high',
    ]);
  });
});
