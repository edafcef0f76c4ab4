import { HttpHeaders } from '@angular/common/http';
import { listTotal, nextCursor, previousCursor } from './list-page';

const link = (value: string) => new HttpHeaders({ Link: value });

describe('nextCursor', () => {
  it('reads the cursor of the next page', () => {
    expect(nextCursor(link('</api/v1/entities?limit=2&cursor=a%3D%2Fb>; rel="next"'))).toBe('a=/b');
  });

  it('finds it among other links, with commas in addresses', () => {
    const both =
      '</x?q=a,b&cursor=no>; rel="prev", <https://bureau.example/x?cursor=yes>; title="n"; rel="next"';
    expect(nextCursor(link(both))).toBe('yes');
  });

  it('is apart from that of the page before', () => {
    const both = '</x?cursor=up>; rel="prev", </x?cursor=down>; rel="next", </x>; rel="first"';
    expect([previousCursor(link(both)), nextCursor(link(both))]).toEqual(['up', 'down']);
    expect(previousCursor(link('</x?cursor=1>; rel="next"'))).toBeNull();
  });

  it('is null on the last page', () => {
    expect(nextCursor(new HttpHeaders())).toBeNull();
    expect(nextCursor(link('</x?cursor=1>; rel="prev"'))).toBeNull();
  });
});

describe('listTotal', () => {
  const total = (value: string) => listTotal(new HttpHeaders({ 'X-Total-Count': value }));

  it('reads a whole count and one where the server stopped', () => {
    expect(total('2431')).toEqual({ count: 2431, capped: false });
    expect(total('10000+')).toEqual({ count: 10000, capped: true });
  });

  it('is null where nothing was counted', () => {
    expect(listTotal(new HttpHeaders())).toBeNull();
    expect(total('many')).toBeNull();
  });
});
