import { HttpHeaders, HttpResponse } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { Api } from '@bureau/portal-core';
import { aChangeSet, anItem } from '../testing/builders';
import { aProblem } from '../testing/fakes';
import { ChangeSetItems } from './change-set-items';

function page(ids: number[], next?: string): HttpResponse<unknown[]> {
  const headers = new HttpHeaders(next ? { Link: `</api/v1/x?cursor=${next}>; rel="next"` } : {});
  return new HttpResponse({ body: ids.map((id) => anItem(id)), headers });
}

function setUp() {
  const getPage = jest.fn<Promise<HttpResponse<unknown[]>>, [string, { cursor?: string | null }]>();
  TestBed.configureTestingModule({ providers: [ChangeSetItems, { provide: Api, useValue: { getPage } }] });
  return { items: TestBed.inject(ChangeSetItems), getPage };
}

const large = aChangeSet({ items: undefined, item_count: 3 });

describe('the rows of a change set', () => {
  it('are those that came with it', async () => {
    const { items, getPage } = setUp();
    await items.read(aChangeSet());

    expect(items.items()).toHaveLength(3);
    expect(getPage).not.toHaveBeenCalled();
  });

  it('are read page by page where they did not, and can be looked at meanwhile', async () => {
    const { items, getPage } = setUp();
    getPage.mockResolvedValueOnce(page([1, 2], 'c2')).mockResolvedValueOnce(page([3]));
    const done = items.read({ ...large, items: undefined });
    expect(items.reading()).toBe(true);
    await done;

    expect(items.items().map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(getPage.mock.calls[1]).toEqual(['/change-sets/41/items', { limit: 200, cursor: 'c2' }]);
    expect(items.reading()).toBe(false);
  });

  it('keep what was read when a page fails', async () => {
    const { items, getPage } = setUp();
    getPage.mockResolvedValueOnce(page([1, 2], 'c2')).mockRejectedValueOnce(aProblem({ status: 503 }));
    await items.read({ ...large, items: undefined });

    expect(items.items()).toHaveLength(2);
    expect(items.problem()?.status).toBe(503);
  });

  it('of an older version do not come back', async () => {
    const { items, getPage } = setUp();
    let answer: (response: HttpResponse<unknown[]>) => void = () => undefined;
    getPage.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const old = items.read({ ...large, items: undefined });
    await items.read(aChangeSet({ items: [anItem(9)] }));
    answer(page([1, 2]));
    await old;

    expect(items.items().map(({ id }) => id)).toEqual([9]);
  });
});
