/** One page of a list. */
export interface Page<Row> {
  rows: Row[];
  /** Cursor of the page that follows; null at the end. */
  next: string | null;
  /** Only where it was asked for; `capped` says that there are more than that. */
  total: { value: number; capped: boolean } | null;
}
