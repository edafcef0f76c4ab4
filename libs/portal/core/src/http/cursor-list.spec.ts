import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { cursorList, type CursorList, type ListSource } from './cursor-list';
import { problemInterceptor } from './problem-interceptor';

interface Row {
  id: number;
}

describe('cursorList', () => {
  const source = signal<ListSource | undefined>(undefined);
  let server: HttpTestingController;
  let list: CursorList<Row>;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    server = TestBed.inject(HttpTestingController);
    source.set({ path: '/entities', query: { q: 'a', status: '' } });
    list = TestBed.runInInjectionContext(() => cursorList<Row>(source));
    TestBed.tick();
  });

  afterEach(() => server.verify());

  const next = () => server.expectOne(({ url }) => url === '/api/v1/entities');
  const tick = () => new Promise((resolve) => setTimeout(resolve));

  async function answer(request: TestRequest, ids: number[], cursor?: string): Promise<void> {
    const headers: Record<string, string> = { 'X-Total-Count': '5' };
    if (cursor) headers['Link'] = `</api/v1/entities?cursor=${cursor}>; rel="next"`;
    request.flush(
      ids.map((id) => ({ id })),
      { headers },
    );
    await tick();
  }

  const ids = () => list.items().map(({ id }) => id);

  it('reads the first page and leaves empty filters out', async () => {
    expect(list.loading()).toBe(true);
    const request = next();
    expect(request.request.params.toString()).toBe('q=a');
    await answer(request, [1, 2], 'c2');
    expect(ids()).toEqual([1, 2]);
    expect(list.total()).toEqual({ count: 5, capped: false });
    expect(list.hasMore()).toBe(true);
    expect(list.loading()).toBe(false);
  });

  it('appends the next page by its cursor until there is none', async () => {
    await answer(next(), [1, 2], 'c2');
    const more = list.loadMore();
    const request = next();
    expect(request.request.params.get('cursor')).toBe('c2');
    await answer(request, [3]);
    await more;
    expect(ids()).toEqual([1, 2, 3]);
    expect(list.hasMore()).toBe(false);
    await list.loadMore();
    server.expectNone('/api/v1/entities');
  });

  it('drops the answer to an older question', async () => {
    const older = next();
    source.set({ path: '/entities', query: { q: 'b' } });
    TestBed.tick();
    const newer = next();
    await answer(newer, [9]);
    await answer(older, [1]);
    expect(ids()).toEqual([9]);
  });

  it('keeps the rows while the same list is asked again, and after a failure', async () => {
    await answer(next(), [1]);
    void list.reload();
    expect(list.refreshing()).toBe(true);
    expect(ids()).toEqual([1]);
    next().flush({ code: 'INTERNAL', title: 'x', status: 500 }, { status: 500, statusText: 'x' });
    await tick();
    expect(ids()).toEqual([1]);
    expect(list.problem()).toMatchObject({ code: 'INTERNAL' });
  });

  it('shows no rows of one list under another', async () => {
    await answer(next(), [1]);
    source.set({ path: '/other' });
    TestBed.tick();
    expect(ids()).toEqual([]);
    expect(list.loading()).toBe(true);
    server.expectOne('/api/v1/other').flush([]);
    await tick();
  });

  it('changes rows in place', async () => {
    await answer(next(), [1, 2]);
    list.update((items) => items.filter(({ id }) => id !== 1));
    expect(ids()).toEqual([2]);
  });
});
