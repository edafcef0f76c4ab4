import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Component, inject } from '@angular/core';
import { type Entity, type ServerEvents } from '@bureau/contracts';
import { ConnectionHealth, Live, providePortal, Session } from '@bureau/portal-core';
import { NEVER, Subject } from 'rxjs';
import { RecordListStore } from './record-list-store';

@Component({ template: '', providers: [RecordListStore] })
class Page {
  readonly store = inject(RecordListStore);
}

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

describe('RecordListStore', () => {
  const events = new Subject<ServerEvents['entity.changed']>();
  const live = {
    on: (event: string) => (event === 'entity.changed' ? events : NEVER),
    watch: () => () => undefined,
    connections: signal(0),
  };
  let server: HttpTestingController;

  beforeEach(() => {
    localStorage.clear();
    live.connections.set(0);
    TestBed.configureTestingModule({
      providers: [
        providePortal(),
        provideHttpClientTesting(),
        provideRouter([{ path: 'records', component: Page }]),
        { provide: Session, useValue: { freshToken: async () => 'token' } },
        { provide: Live, useValue: live },
        { provide: ConnectionHealth, useValue: { state: signal('well') } },
      ],
    });
    server = TestBed.inject(HttpTestingController);
  });

  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve));
  };
  const asked = (): TestRequest => server.expectOne(({ url }) => url === '/api/v1/entities');
  const parametersOf = ({ request: { params } }: TestRequest) =>
    Object.fromEntries(params.keys().map((key) => [key, params.get(key)]));
  const total = (count: string) => ({ headers: { 'X-Total-Count': count } });

  async function open(url = '/records', ...ids: number[]): Promise<RecordListStore> {
    const harness = await RouterTestingHarness.create();
    const page = await harness.navigateByUrl(url, Page);
    await settle();
    server.match('/api/v1/auth/me/preferences').forEach((request) => request.flush({}));
    if (ids.length > 0) {
      asked().flush(
        ids.map((id) => record(id)),
        total(String(ids.length)),
      );
      await settle();
    }
    return page.store;
  }

  const shown = (store: RecordListStore) => store.rows.rows().map(({ id }) => id);

  it('asks for what the address says, and not for its looks', async () => {
    await open('/records?q=web&sort=-name&status=active&metadata.size[gt]=10&columns=status:90&view=3');
    expect(parametersOf(asked())).toEqual({
      limit: '100',
      count: 'capped',
      q: 'web',
      sort: '-name',
      status: 'active',
      'metadata.size[gt]': '10',
    });
  });

  it('puts search, order and filters into the address, and takes them out', async () => {
    const store = await open('/records?sort=name', 1);
    store.addFilter({ field: 'status', operator: 'ne', value: 'draft' });
    await settle();
    store.addFilter({ field: 'status', operator: 'ne', value: 'archived' });
    await settle();
    store.search('web');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/records?q=web&sort=name&status%5Bne%5D=archived');
    store.clear();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/records?sort=name');
  });

  it('shows other columns without asking for the rows again, and remembers them with the account', async () => {
    const store = await open('/records', 1);
    store.chooseColumns([{ id: 'type', width: 90 }]);
    store.resize('name', 320);
    await settle();
    expect(TestBed.inject(Router).url).toBe('/records?columns=name:320,type:90');
    expect(store.columns().map(({ id, width }) => [id, width])).toEqual([['type', 90]]);
    expect(store.nameWidth()).toBe(320);
    server.expectNone('/api/v1/entities');
  });

  it('counts exactly in the background where the first answer stopped counting', async () => {
    const store = await open();
    asked().flush([record(2), record(1)], total('10000+'));
    await settle();
    const counting = asked();
    expect(parametersOf(counting)).toEqual({ limit: '1', count: 'exact' });
    counting.flush([record(2)], total('1000000'));
    await settle();
    expect(store.rows.count()).toBe(1_000_000);
  });

  it('lets changes of others wait until they are asked for', async () => {
    const store = await open('/records', 1, 2);
    events.next({ id: 9, change: 'created', version: 1 });
    events.next({ id: 9, change: 'updated', version: 2 });
    expect([store.changes.count(), store.changes.word()]).toEqual([1, 'new']);
    events.next({ id: 2, change: 'updated', version: 2 });
    expect([store.changes.count(), store.changes.word()]).toEqual([2, 'changed']);
    expect(shown(store)).toEqual([1, 2]);
    void store.refresh(0);
    await settle();
    asked().flush([record(9), record(1), record(2, 2)], total('3'));
    await settle();
    asked().flush([record(9)], total('3'));
    await settle();
    expect(shown(store)).toEqual([9, 1, 2]);
    expect(store.changes.count()).toBe(0);
  });

  it.each(['before', 'after'])(
    'does not announce its own write when the event comes %s the answer',
    async (when) => {
      const store = await open('/records', 1);
      const event = { id: 1, change: 'updated', version: 2 } as const;
      if (when === 'before') events.next(event);
      store.put(record(1, 2));
      if (when === 'after') events.next(event);
      expect(store.changes.count()).toBe(0);
      expect(store.rows.at(0)?.version).toBe(2);
    },
  );

  it('reads again after a lost connection, for what was missed', async () => {
    live.connections.set(1);
    const store = await open('/records', 1);
    live.connections.set(2);
    await settle();
    asked().flush([record(1), record(2)]);
    await settle();
    asked().flush([record(1)], total('2'));
    await settle();
    expect(shown(store)).toEqual([1, 2]);
  });

  it('keeps an edited row that no longer matches, marked, until the list is read again', async () => {
    const store = await open('/records?status=active', 1, 2);
    const checked = store.checkMatch(2);
    await settle();
    const request = asked();
    expect(parametersOf(request)).toEqual({ status: 'active', id: '2', limit: '1' });
    request.flush([]);
    await checked;
    expect([shown(store), [...store.unmatched()]]).toEqual([[1, 2], [2]]);
  });

  it('begins anew with another filter: nothing is selected, nothing marked', async () => {
    const store = await open('/records', 1, 2);
    store.selection.toggle(record(1), store.rows.rows());
    store.addFilter({ field: 'status', operator: 'eq', value: 'draft' });
    await settle();
    expect(store.selection.count()).toBe(0);
    expect(shown(store)).toEqual([1, 2]);
    asked().flush([record(2)], total('1'));
    await settle();
    expect(shown(store)).toEqual([2]);
  });

  it('reads the end from the other end, and counts first where it must', async () => {
    const store = await open();
    asked().flush([record(3), record(2)], {
      headers: { ...total('3').headers, Link: '</x?cursor=c>; rel="next"' },
    });
    await settle();
    void store.toEnd();
    await settle();
    const last = asked();
    expect(last.request.params.get('sort')).toBe('id');
    last.flush([record(1), record(2)]);
    await settle();
    expect([shown(store), store.rows.offset()]).toEqual([[2, 1], 1]);
  });
});
