/** What an SQL expression of the marks reads. */
export interface MarkedChange {
  /** The marks as they were. */
  marks: string;
  /** Changed values by column, as the audit row has them. */
  before: string;
  after: string;
  /** Whether nobody has looked at what is written. */
  adding: string;
}

/**
 * Paths of fields that wait for somebody to look at them, after a write: what an agent wrote unseen joins them, what
 * anybody else wrote leaves them. A row without marks, written by a person, costs one comparison.
 */
export function marksAfter({ marks, before, after, adding }: MarkedChange): string {
  return `case when ${marks} is null and not (${adding}) then null else bureau_unreviewed(${marks}, ${before}, ${after}, ${adding}) end`;
}

/** Whether the caller of a single write is an agent; change sets say it for each of their items. */
export const BY_AGENT = `coalesce($2::text = 'agent', false)`;
