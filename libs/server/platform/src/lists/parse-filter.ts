import { refuseColumnValue } from './column-value';
import { isStorableText, parseJsonLiteral } from './json-literal';
import {
  FILTER_OPERATORS,
  operatorsOf,
  type FilterOperator,
  type ListColumn,
  type ListDefinition,
  type ListJsonColumn,
} from './list-definition';
import { type ListProblems } from './list-problems';
import { type Filter } from './list-query';

const MAX_IN_VALUES = 200;
/** Each is a condition of its own, so that the GIN index serves. */
const MAX_JSON_IN_VALUES = 50;
const MAX_PATH_DEPTH = 8;
const MAX_SEGMENT_LENGTH = 100;

/** A parameter's name taken apart: `metadata.owner.team[ne]`. */
export interface ParameterName {
  field: string;
  operator: string;
}

/** Splits `field[op]`; without brackets the operator is `eq`. */
export function parseParameterName(name: string): ParameterName {
  const open = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  return open < 0
    ? { field: name, operator: 'eq' }
    : { field: name.slice(0, open), operator: name.slice(open + 1, -1) };
}

/** The JSON column and the path that a dotted field means; null where it means none. */
export function jsonPathOf(
  definition: ListDefinition,
  field: string,
): { column: ListJsonColumn; path: readonly string[] } | null {
  const [name = '', ...path] = field.split('.');
  const column = definition.json && Object.hasOwn(definition.json, name) ? definition.json[name] : undefined;
  if (!column || path.length > MAX_PATH_DEPTH) return null;
  const fine = path.every((part) => part !== '' && part.length <= MAX_SEGMENT_LENGTH && isStorableText(part));
  return fine ? { column, path } : null;
}

/**
 * Reads one filter parameter.
 * @param given its value, or its values where the name was given several times
 * @returns null where it is refused; the reason is in `problems` then
 */
export function parseFilter(
  definition: ListDefinition,
  name: string,
  given: readonly string[],
  problems: ListProblems,
): Filter | null {
  const { field, operator } = parseParameterName(name);
  const refuse = (detail: string) => {
    problems.add(name, 'INVALID_FILTER', detail);
    return null;
  };
  const column = Object.hasOwn(definition.columns, field) ? definition.columns[field] : undefined;
  const json = column ? null : jsonPathOf(definition, field);
  if (!json && (!column || column.filter === false)) {
    problems.add(name, 'UNKNOWN_FIELD', `There is no field ${field} to filter ${definition.name} by.`);
    return null;
  }
  if (!isOperator(operator))
    return refuse(`There is no operator ${operator}; use one of ${FILTER_OPERATORS.join(', ')}.`);
  const values = operator === 'in' ? given.flatMap((part) => part.split(',')) : given;
  if (operator !== 'in' && values.length > 1) return refuse('Given more than once.');
  if (operator === 'is_null' && values[0] !== 'true' && values[0] !== 'false')
    return refuse('Expected true or false.');
  return json
    ? parseJsonFilter(json.column.sql, json.path, operator, values, refuse)
    : parseColumnFilter(column as ListColumn, operator, values, refuse);
}

function isOperator(text: string): text is FilterOperator {
  return (FILTER_OPERATORS as readonly string[]).includes(text);
}

type Refuse = (detail: string) => null;

function parseColumnFilter(
  column: ListColumn,
  operator: FilterOperator,
  values: readonly string[],
  refuse: Refuse,
): Filter | null {
  const operators = operatorsOf(column);
  if (!operators.includes(operator)) return refuse(`Only ${operators.join(', ')} can be used here.`);
  if (values.length > MAX_IN_VALUES) return refuse(`At most ${MAX_IN_VALUES} values.`);
  if (operator !== 'is_null') {
    const wrong = values.map((value) => refuseColumnValue(column, value)).find((reason) => reason !== null);
    if (wrong) return refuse(wrong);
  }
  return { kind: 'column', column, operator, values };
}

function parseJsonFilter(
  sql: string,
  path: readonly string[],
  operator: FilterOperator,
  values: readonly string[],
  refuse: Refuse,
): Filter | null {
  if (values.some((value) => value.length > 1_000 || !isStorableText(value)))
    return refuse('Expected at most 1000 characters.');
  if (path.length === 0 && operator !== 'is_null') return refuse('Name a value inside it, or use is_null.');
  if (values.length > MAX_JSON_IN_VALUES) return refuse(`At most ${MAX_JSON_IN_VALUES} values.`);
  const text = values[0] ?? '';
  if (operator === 'is_null' || operator === 'like')
    return { kind: 'json', sql, path, operator, literals: [], text };
  const literals = values.map(parseJsonLiteral);
  const ordered = operator !== 'eq' && operator !== 'ne' && operator !== 'in';
  if (ordered && literals.some((literal) => literal.type === 'null'))
    return refuse('null has no order; use is_null.');
  return { kind: 'json', sql, path, operator, literals, text };
}
