import {
  IMPORT_TARGETS,
  type ImportColumn,
  type ImportPreview,
  type ProblemField,
  type StartImport,
} from '@bureau/contracts';
import { DATE_FORMATS } from './cell-date';
import { metadataPath, type ImportPlan } from './import-plan';

const MAX_DEPTH = 10;
const MAX_KEY_LENGTH = 100;

/** The plan that somebody asked for, held against the file that it is for. @returns it, and what is wrong with it */
export function makePlan(
  body: StartImport,
  preview: ImportPreview,
): { plan: ImportPlan; problems: ProblemField[] } {
  const problems: ProblemField[] = [];
  const add = (pointer: string, code: string, detail: string) =>
    void problems.push({ pointer, code, detail });
  const known = new Set(preview.columns.map(({ source }) => source));
  body.columns.forEach((column, n) => checkColumn(column, `/columns/${n}`, known, add));
  checkTargets(body.columns, add);
  checkKey(body, add);
  const plan: ImportPlan = {
    columns: body.columns,
    mode: body.mode ?? 'skip_bad',
    key_column: body.key_column ?? null,
    on_match: body.on_match ?? 'update',
    entity_type: body.entity_type ?? null,
    has_header: preview.has_header,
    ...(body.check_only && { check_only: true }),
  };
  return { plan, problems };
}

type Add = (pointer: string, code: string, detail: string) => void;

function checkColumn(column: ImportColumn, pointer: string, known: ReadonlySet<string>, add: Add): void {
  const { source, target, type, format } = column;
  if (!known.has(source)) add(`${pointer}/source`, 'UNKNOWN_FIELD', `The file has no column "${source}".`);
  const path = metadataPath(target);
  const isField = IMPORT_TARGETS.some((name) => name === target);
  const isPath = path !== null && path.length <= MAX_DEPTH && path.every(isKey);
  if (!isField && !isPath) add(`${pointer}/target`, 'UNKNOWN_FIELD', `A record has no field ${target}.`);
  if (target === 'metadata' && type !== 'json')
    add(`${pointer}/type`, 'INVALID', 'The whole of the metadata is read from JSON: give the type json.');
  if (format === undefined) return;
  const fits =
    type === 'date'
      ? DATE_FORMATS.some((name) => name === format)
      : format === 'decimal_comma' && type === 'number';
  if (!fits) add(`${pointer}/format`, 'INVALID', `The format ${format} is none of a ${type ?? 'text'}.`);
}

function isKey(key: string): boolean {
  return key.length > 0 && key.length <= MAX_KEY_LENGTH && !key.includes('\0') && key.isWellFormed();
}

/** Two columns may not fill the same field, nor one that lies inside the other's. */
function checkTargets(columns: readonly ImportColumn[], add: Add): void {
  columns.forEach(({ source, target }, n) => {
    const before = columns.slice(0, n);
    if (before.some((other) => overlap(other.target, target)))
      add(`/columns/${n}/target`, 'DUPLICATE', `Two columns fill ${target}.`);
    if (before.some((other) => other.source === source))
      add(`/columns/${n}/source`, 'DUPLICATE', `The column "${source}" is named twice.`);
  });
}

function overlap(a: string, b: string): boolean {
  return (
    a === b || (a !== 'metadata' && b.startsWith(`${a}.`)) || (b !== 'metadata' && a.startsWith(`${b}.`))
  );
}

function checkKey({ columns, key_column, on_match }: StartImport, add: Add): void {
  const key = columns.find(({ source }) => source === key_column);
  if (key_column !== undefined && !key)
    add('/key_column', 'UNKNOWN_FIELD', `No column "${key_column}" is imported.`);
  if (key && key.target !== 'name' && !(metadataPath(key.target)?.length ?? 0))
    add('/key_column', 'INVALID', 'A key is the name or one value inside the metadata.');
  if (key_column === undefined && on_match !== undefined)
    add('/on_match', 'INVALID', 'Without a key column nothing can match.');
  const updatesOnly = key && (on_match ?? 'update') === 'update';
  if (!updatesOnly && !columns.some(({ target }) => target === 'name'))
    add('/columns', 'REQUIRED', 'Say which column holds the names.');
}
