import {
  RULE_CATALOGUES,
  type RuleCatalogue,
  type RuleColumnType,
  type RuleOperator,
  type RuleResource,
} from '@bureau/contracts';
import { type ComparisonNode, type FieldType, type ValueKind } from './rule-nodes';

/** The one resource that rules speak of today. */
export const RULED: RuleResource = 'entity';
export const CATALOGUE: RuleCatalogue = RULE_CATALOGUES[RULED];

export const RULE_COLUMNS: readonly string[] = [...Object.keys(CATALOGUE.columns), CATALOGUE.json];

const COLUMN_WORDS: Readonly<Record<string, string>> = {
  id: 'number',
  owner_id: 'owner',
  created_at: 'time of creation',
  updated_at: 'time of the last change',
};

/** "owner_id" → "owner". */
export function columnWord(column: string): string {
  return COLUMN_WORDS[column] ?? column.replaceAll('_', ' ');
}

export function fieldTypeOf(column: string): FieldType {
  const known: RuleColumnType | undefined = CATALOGUE.columns[column]?.type;
  return column === CATALOGUE.json ? 'json' : (known ?? 'text');
}

const OPERATORS: Readonly<Record<FieldType, readonly RuleOperator[]>> = {
  text: ['eq', 'ne', 'in', 'like', 'is_null'],
  number: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'is_null'],
  time: ['lt', 'lte', 'gt', 'gte', 'is_null'],
  json: ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'like', 'is_null'],
};

/** The operators that are of use on a field, and the one that stands there already. */
export function operatorsFor({ column, op }: Pick<ComparisonNode, 'column' | 'op'>): readonly RuleOperator[] {
  const usual = OPERATORS[fieldTypeOf(column)];
  return usual.includes(op) ? usual : [...usual, op];
}

/** The kinds of value that a comparison can take; the first is the usual one. */
export function valueKindsFor({ column, op }: Pick<ComparisonNode, 'column' | 'op'>): readonly ValueKind[] {
  const type = fieldTypeOf(column);
  if (op === 'is_null') return ['boolean'];
  if (op === 'like') return ['text'];
  if (type === 'time') return ['time'];
  const ordered = op === 'lt' || op === 'lte' || op === 'gt' || op === 'gte';
  if (ordered) return ['number'];
  if (type === 'text') return ['text'];
  // In a list the person themself is a tick beside it.
  if (op === 'in') return type === 'number' ? ['number'] : ['text', 'number', 'listed'];
  return type === 'number' ? ['number', 'caller'] : ['text', 'number', 'boolean', 'caller'];
}

/** A comparison whose operator and value fit its field again, after one of them was changed. */
export function fitted(node: ComparisonNode): ComparisonNode {
  const [first = 'eq'] = OPERATORS[fieldTypeOf(node.column)];
  const op = OPERATORS[fieldTypeOf(node.column)].includes(node.op) ? node.op : first;
  const kinds = valueKindsFor({ column: node.column, op });
  const value_kind = kinds.includes(node.value_kind) ? node.value_kind : (kinds[0] ?? 'text');
  const path = node.column === CATALOGUE.json ? node.path : '';
  const text = value_kind === 'boolean' && !['true', 'false'].includes(node.text) ? 'true' : node.text;
  const takesCaller = op === 'in' && ['number', 'json'].includes(fieldTypeOf(node.column));
  return { ...node, op, value_kind, path, text, with_caller: takesCaller && node.with_caller };
}
