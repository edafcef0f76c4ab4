import { EXPORT_FORMATS } from '@bureau/contracts';
import { commonError, parseListQuery, type RawQuery } from '@bureau/platform';
import { type ExportRequest } from '../exports/entity-export.service';
import { ENTITY_LIST } from '../persistence/entity.list';

/** @throws 400 with a pointer to every parameter that is wrong */
export function parseExportQuery(raw: RawQuery): ExportRequest {
  const { format = 'csv', flatten = 'false', ...rest } = raw;
  const known = EXPORT_FORMATS.find((name) => name === format);
  if (!known) throw refuse('format', `Expected one of ${EXPORT_FORMATS.join(', ')}.`);
  if (flatten !== 'true' && flatten !== 'false') throw refuse('flatten', 'Expected true or false.');
  if (flatten === 'true' && known === 'ndjson')
    throw refuse('flatten', 'NDJSON keeps the metadata as it is; only tables can be flattened.');
  for (const name of ['limit', 'cursor', 'count', 'include'])
    if (rest[name] !== undefined) throw refuse(name, `There is no ${name} here: an export has every row.`);
  const query = parseListQuery(ENTITY_LIST, rest);
  return { format: known, flatten: flatten === 'true', query, filter: textOf(rest) };
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
