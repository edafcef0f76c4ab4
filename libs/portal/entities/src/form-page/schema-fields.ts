import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';

export type SchemaFieldKind =
  'text' | 'long-text' | 'integer' | 'number' | 'boolean' | 'choice' | 'date' | 'time' | 'list' | 'json';

/** One field of a form, as a JSON Schema describes it. */
export interface SchemaField {
  key: string;
  label: string;
  hint: string;
  kind: SchemaFieldKind;
  required: boolean;
  /** Values of a choice. */
  options: readonly JsonValue[];
  /** What the parts of a list are read as. */
  parts: 'text' | 'number';
  /** Of a text that may be long, or of a number. */
  most?: number;
  least?: number;
}

const NO_FIELDS: readonly SchemaField[] = [];
/** Longer text gets more than one line. */
const LONG_TEXT = 200;
/** References that lead to references. */
const MOST_STEPS = 8;

/**
 * The fields that a schema names: by `x-order` first, then those that are required, then as they stand. A schema
 * without properties has none.
 */
export function schemaFields(schema: JsonObject): readonly SchemaField[] {
  const properties = resolved(schema, schema)['properties'];
  if (!isObject(properties)) return NO_FIELDS;
  const required = listOf(resolved(schema, schema)['required']);
  return Object.entries(properties)
    .map(([key, value]) => ({ key, rule: isObject(value) ? resolved(value, schema) : {} }))
    .sort((one, other) => orderOf(one, required) - orderOf(other, required))
    .map(({ key, rule }) => fieldOf(key, rule, required.includes(key)));
}

/** May a record of this schema have fields that it does not name? */
export function allowsOthers(schema: JsonObject): boolean {
  return schema['additionalProperties'] !== false;
}

function fieldOf(key: string, rule: JsonObject, required: boolean): SchemaField {
  const items = isObject(rule['items']) ? rule['items'] : {};
  return {
    key,
    label: typeof rule['title'] === 'string' && rule['title'] !== '' ? rule['title'] : fieldName(key),
    hint: typeof rule['description'] === 'string' ? rule['description'] : '',
    kind: kindOf(rule, items),
    required,
    options: listOf(rule['enum']),
    parts: ['number', 'integer'].includes(typeOf(items)) ? 'number' : 'text',
    ...(typeof rule['maximum'] === 'number' && { most: rule['maximum'] }),
    ...(typeof rule['minimum'] === 'number' && { least: rule['minimum'] }),
  };
}

function kindOf(rule: JsonObject, items: JsonObject): SchemaFieldKind {
  if (listOf(rule['enum']).length > 0) return 'choice';
  switch (typeOf(rule)) {
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return ['string', 'number', 'integer'].includes(typeOf(items)) ? 'list' : 'json';
    case 'string':
      return textKind(rule);
    default:
      return 'json';
  }
}

function textKind({ format, maxLength }: JsonObject): SchemaFieldKind {
  if (format === 'date') return 'date';
  if (format === 'date-time') return 'time';
  return typeof maxLength === 'number' && maxLength > LONG_TEXT ? 'long-text' : 'text';
}

/** The type of a value; of several, the one beside null. */
function typeOf(rule: JsonObject): string {
  const { type } = rule;
  if (typeof type === 'string') return type;
  const others = listOf(type ?? null).filter((each) => each !== 'null');
  return others.length === 1 ? String(others[0]) : '';
}

function orderOf({ key, rule }: { key: string; rule: JsonObject }, required: readonly JsonValue[]): number {
  if (typeof rule['x-order'] === 'number') return rule['x-order'];
  return required.includes(key) ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER;
}

/** Follows a reference into the same schema; what stands beside it counts too. */
function resolved(rule: JsonObject, root: JsonObject): JsonObject {
  let now = rule;
  for (let step = 0; step < MOST_STEPS && typeof now['$ref'] === 'string'; step++) {
    const { $ref, ...beside } = now;
    const target = String($ref)
      .split('/')
      .slice(1)
      .reduce<JsonValue>(
        (at, key) => (isObject(at) ? (at[key.replaceAll('~1', '/').replaceAll('~0', '~')] ?? null) : null),
        root,
      );
    now = isObject(target) ? { ...target, ...beside } : beside;
  }
  return now;
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
