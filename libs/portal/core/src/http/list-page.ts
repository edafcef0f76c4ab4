import { type HttpHeaders } from '@angular/common/http';

/** How many rows a list has; `capped` where the server stopped counting ("10,000+"). */
export interface ListTotal {
  count: number;
  capped: boolean;
}

/** The cursor of the next page from a `Link` header (RFC 8288), or null on the last page. */
export function nextCursor(headers: HttpHeaders): string | null {
  return cursorOf(headers, 'next');
}

/** The cursor of the page before, or null on the first page. */
export function previousCursor(headers: HttpHeaders): string | null {
  return cursorOf(headers, 'prev');
}

function cursorOf(headers: HttpHeaders, rel: 'next' | 'prev'): string | null {
  const wanted = new RegExp(`^\\s*<([^>]*)>\\s*;.*\\brel="?${rel}"?`);
  for (const link of (headers.get('Link') ?? '').split(/,(?=\s*<)/)) {
    const target = wanted.exec(link)?.[1];
    if (target) return new URL(target, 'http://portal.invalid').searchParams.get('cursor');
  }
  return null;
}

/** The size of the whole list from `X-Total-Count` (`2431` or `10000+`), or null where it was not counted. */
export function listTotal(headers: HttpHeaders): ListTotal | null {
  const match = /^(\d+)(\+?)$/.exec(headers.get('X-Total-Count') ?? '');
  return match ? { count: Number(match[1]), capped: match[2] === '+' } : null;
}
