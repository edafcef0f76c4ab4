import { type AuditLog } from '@bureau/contracts';

/** A spreadsheet would run a cell that begins with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

const COLUMNS: readonly [name: string, value: (row: AuditLog) => unknown][] = [
  ['id', (row) => row.id],
  ['timestamp', (row) => row.timestamp],
  ['user_id', (row) => row.user_id],
  ['action', (row) => row.action],
  ['entity_type', (row) => row.entity_type],
  ['entity_id', (row) => row.entity_id],
  ['entity_version', (row) => row.entity_version],
  ['old_values', (row) => row.old_values],
  ['new_values', (row) => row.new_values],
  ['outcome', (row) => row.outcome],
  ['reason', (row) => row.reason],
  ['actor.type', (row) => row.actor.type],
  ['actor.id', (row) => row.actor.id],
  ['actor.name', (row) => row.actor.name],
  ['on_behalf_of', (row) => row.on_behalf_of],
  ['approved_by', (row) => row.approved_by],
  ['session_id', (row) => row.session_id],
  ['request_id', (row) => row.request_id],
  ['agent_task_id', (row) => row.agent_task_id],
  ['change_set_id', (row) => row.change_set_id],
  ['ip', (row) => row.ip],
  ['user_agent', (row) => row.user_agent],
];

export const CSV_TITLES = csvLine(COLUMNS.map(([name]) => name));

/** An audit row as a line of CSV (RFC 4180) with its end. */
export function auditCsv(row: AuditLog): string {
  return csvLine(COLUMNS.map(([, value]) => cell(value(row))));
}

function cell(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return FORMULA.test(text) ? `'${text}` : text;
}

function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((text) => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  return `${quoted.join(',')}\r\n`;
}
