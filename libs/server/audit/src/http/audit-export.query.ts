import { AUDIT_EXPORT_FORMATS, type AuditExportFormat } from '@bureau/contracts';
import { commonError, parseListQuery, type ListQuery, type RawQuery } from '@bureau/platform';
import { AUDIT_LIST } from '../persistence/audit-log.list';

export interface AuditExportRequest {
  format: AuditExportFormat;
  query: ListQuery;
  /** The filters and the sort as the caller wrote them. */
  filter: string;
}

/** @throws 400 with a pointer to every parameter that is wrong */
export function parseExportQuery(raw: RawQuery): AuditExportRequest {
  const { format = 'csv', ...rest } = raw;
  const known = AUDIT_EXPORT_FORMATS.find((name) => name === format);
  if (!known) throw refuse('format', `Expected one of ${AUDIT_EXPORT_FORMATS.join(', ')}.`);
  for (const name of ['limit', 'cursor', 'count']) {
    if (rest[name] !== undefined) throw refuse(name, `There is no ${name} here: an export has every row.`);
  }
  return { format: known, query: parseListQuery(AUDIT_LIST, rest), filter: textOf(rest) };
}

function textOf(raw: RawQuery): string {
  const pairs = Object.entries(raw).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, one]),
  );
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function refuse(name: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: `query/${name}`, code: 'VALIDATION_FAILED', detail }],
  });
}
