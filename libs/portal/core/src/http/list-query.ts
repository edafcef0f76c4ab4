import { HttpParams } from '@angular/common/http';

/** Query of a list: field filters, `sort`, `q`, `limit`, `count`. What is null, undefined or empty is left out. */
export type ListQuery = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The query as request parameters, without what is empty. */
export function toParams(query: ListQuery): HttpParams {
  const given = Object.entries(query).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return new HttpParams({
    fromObject: Object.fromEntries(given.map(([key, value]) => [key, String(value)])),
  });
}
