/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** The rows as JSON, for as long as nobody has looked at them: whoever has may have changed them. */
  json?: () => string | null;
  /** Cursor of the page that follows; null at the end. */
  next: string | null;
  /** Cursor of the page before; null at the beginning. */
  prev: string | null;
  /** Cursor of the last page, read from the end; null where this page is all there is. */
  last: string | null;
  /** Only where it was asked for; `capped` says that there are more than that. */
  total: { value: number; capped: boolean } | null;
  /** The fields that were asked for; null: all. */
  fields: readonly string[] | null;
}
