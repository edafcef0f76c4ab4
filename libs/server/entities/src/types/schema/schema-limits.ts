import { type JsonObject, type JsonValue, type ProblemField } from '@bureau/contracts';

/** Bytes of JSON; the database checks it as well. */
export const MAX_SCHEMA_BYTES = 65_536;
const MAX_DEPTH = 30;
/** Schemas that a value is set against where every reference is written out: bounds the work at each place of it. */
const MAX_EXPANDED = 5_000;
/** Comparing each item with each other grows with the square of their number. */
const MAX_UNIQUE_ITEMS = 1_000;
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
/** Keywords that name schemas elsewhere, or give this one a name elsewhere. */
const FORBIDDEN = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$recursiveRef', '$vocabulary'];

/**
 * What of a schema is not taken, beyond what the meta-schema says of it: references to elsewhere and in circles, and
 * whatever could keep the server busy. Pointers are into `/schema`.
 */
export function schemaLimitProblems(schema: JsonObject): ProblemField[] {
  if (Buffer.byteLength(JSON.stringify(schema)) > MAX_SCHEMA_BYTES)
    return [problem('', 'SCHEMA_SIZE', 'A schema has at most 64 KiB.')];
  const problems: ProblemField[] = [];
  if (schema['type'] !== undefined && schema['type'] !== 'object')
    problems.push(problem('/type', 'SCHEMA_TYPE', 'Metadata is an object: the type must be object.'));
  if (schema['$schema'] !== undefined && schema['$schema'] !== DIALECT)
    problems.push(problem('/$schema', 'SCHEMA_DIALECT', `Only ${DIALECT} is understood.`));
  inspect(schema, '', 0, problems);
  if (problems.length === 0) {
    const broken = expansionProblem(schema);
    if (broken) problems.push(problem('', broken.code, broken.detail));
  }
  return problems.slice(0, 20);
}

function inspect(value: JsonValue, at: string, depth: number, problems: ProblemField[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH) {
    problems.push(problem(at, 'SCHEMA_DEPTH', `A schema is nested at most ${MAX_DEPTH} deep.`));
    return;
  }
  if (!Array.isArray(value)) {
    for (const keyword of FORBIDDEN.filter((name) => typeof value[name] === 'string'))
      problems.push(problem(`${at}/${keyword}`, 'SCHEMA_REFERENCE', `${keyword} is not understood here.`));
    const reference = value['$ref'];
    if (typeof reference === 'string' && !reference.startsWith('#/') && reference !== '#')
      problems.push(
        problem(`${at}/$ref`, 'SCHEMA_REFERENCE', 'Only references inside the schema (#/…) are followed.'),
      );
    const { uniqueItems, maxItems } = value;
    if (uniqueItems === true && !(typeof maxItems === 'number' && maxItems <= MAX_UNIQUE_ITEMS))
      problems.push(
        problem(
          `${at}/uniqueItems`,
          'SCHEMA_UNIQUE_ITEMS',
          `uniqueItems needs maxItems of at most ${MAX_UNIQUE_ITEMS}.`,
        ),
      );
  }
  for (const [key, inner] of Object.entries(value))
    inspect(inner as JsonValue, `${at}/${escaped(key)}`, depth + 1, problems);
}

/** Writes every reference out, in numbers only: a circle has no end, and a small schema can be made to double often. */
function expansionProblem(root: JsonObject): { code: string; detail: string } | null {
  const known = new Map<object, number>();
  const open = new Set<object>();
  const sizeOf = (value: JsonValue): number => {
    if (typeof value !== 'object' || value === null) return 0;
    const before = known.get(value);
    if (before !== undefined) return before;
    if (open.has(value)) return Infinity;
    open.add(value);
    let size = 1;
    for (const [key, inner] of Object.entries(value)) {
      const target =
        key === '$ref' && typeof inner === 'string' ? resolve(root, inner) : (inner as JsonValue);
      if (!(key === '$defs' && value === root)) size += sizeOf(target);
      if (size > MAX_EXPANDED) break;
    }
    open.delete(value);
    known.set(value, size);
    return size;
  };
  const sizes = [sizeOf(root), ...Object.values((root['$defs'] ?? {}) as JsonObject).map(sizeOf)];
  if (sizes.some((size) => size === Infinity))
    return { code: 'SCHEMA_REFERENCE', detail: 'The references of the schema go round in a circle.' };
  return sizes.some((size) => size > MAX_EXPANDED)
    ? { code: 'SCHEMA_SIZE', detail: 'With its references written out, the schema is too large.' }
    : null;
}

/** What a local reference means; null where it leads nowhere, which the compiler tells. */
function resolve(root: JsonObject, reference: string): JsonValue {
  let at: JsonValue = root;
  for (const token of reference.split('/').slice(1)) {
    const key = decodeURIComponent(token.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as JsonObject)[key] ?? null;
  }
  return at;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function problem(at: string, code: string, detail: string): ProblemField {
  return { pointer: `/schema${at}`, code, detail };
}
