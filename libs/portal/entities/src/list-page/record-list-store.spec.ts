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
import { Live, providePortal, Session } from '@bureau/portal-core';
import { Subject } from 'rxjs';
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
  const live = { on: () => events, watch: () => () => undefined, connections: signal(0) };
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

  async function open(url = '/records', ...ids: number[]): Promise<RecordListStore> {
    const harness = await RouterTestingHarness.create();
    const page = await harness.navigateByUrl(url, Page);
    await settle();
    if (ids.length > 0) {
      asked().flush(ids.map((id) => record(id)));
      await settle();
    }
    return page.store;
  }

  const shown = (store: RecordListStore) => store.list.items().map(({ id }) => id);

  it('asks for what the address says', async () => {
    await open('/records?q=web&sort=-name&status=active&metadata.size[gt]=10');
    const { params } = asked().request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      limit: '50',
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
    store.search('web');
    await settle();
    expect(TestBed.inject(Router).url).toBe('/records?sort=name&status%5Bne%5D=draft&q=web');
    store.clear();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/records?sort=name');
  });

  it('lets changes of others wait until they are asked for', async () => {
    const store = await open('/records', 1, 2);
    events.next({ id: 9, change: 'created', version: 1 });
    events.next({ id: 9, change: 'updated', version: 2 });
    expect([store.changes.count(), store.changes.word()]).toEqual([1, 'new']);
    events.next({ id: 2, change: 'updated', version: 2 });
    expect([store.changes.count(), store.changes.word()]).toEqual([2, 'changed']);
    expect(shown(store)).toEqual([1, 2]);
    void store.refresh();
    await settle();
    asked().flush([record(9), record(1), record(2, 2)]);
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
      expect(store.list.items()[0]?.version).toBe(2);
    },
  );

  it('reads again after a lost connection, for what was missed', async () => {
    live.connections.set(1);
    const store = await open('/records', 1);
    live.connections.set(2);
    await settle();
    asked().flush([record(1), record(2)]);
    await settle();
    expect(shown(store)).toEqual([1, 2]);
  });

  it('selects one, a range and all loaded rows', async () => {
    const store = await open('/records', 1, 2, 3, 4);
    const selected = () => store.selected().map(({ id }) => id);
    store.toggle(2);
    store.toggle(4, true);
    expect(selected()).toEqual([2, 3, 4]);
    expect(store.allSelected()).toBe(false);
    store.toggleAll();
    expect(store.allSelected()).toBe(true);
    store.takeOut(record(1));
    expect(selected()).toEqual([2, 3, 4]);
    store.selectNone();
    expect(selected()).toEqual([]);
  });
});
