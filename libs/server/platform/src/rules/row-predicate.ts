import {
  fieldPathOf,
  type JsonValue,
  type RuleCatalogue,
  type RuleComparison,
  type RuleTree,
  type RuleValue,
} from '@bureau/contracts';
import { matchesLike } from './like-match';
import { resolveValue } from './rule-value';

/** A row as the API shows it: times in RFC 3339, numbers as numbers. */
export type RuleRow = object;

const ORDERS = {
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
} as const;

/** Whether a row meets a condition: what `treeSql` selects, of a row at hand. */
export function meets(tree: RuleTree, catalogue: RuleCatalogue, row: RuleRow, userId: number): boolean {
  if ('all' in tree) return tree.all.every((one) => meets(one, catalogue, row, userId));
  if ('any' in tree) return tree.any.some((one) => meets(one, catalogue, row, userId));
  if ('not' in tree) return !meets(tree.not, catalogue, row, userId);
  return comparisonHolds(tree, catalogue, row, userId);
}

/** The comparisons because of which a row fails a condition, in their order; none where it meets it. */
export function failedComparisons(
  tree: RuleTree,
  catalogue: RuleCatalogue,
  row: RuleRow,
  userId: number,
): RuleComparison[] {
  if (meets(tree, catalogue, row, userId)) return [];
  if ('all' in tree) return tree.all.flatMap((one) => failedComparisons(one, catalogue, row, userId));
  if ('any' in tree) return tree.any.flatMap((one) => failedComparisons(one, catalogue, row, userId));
  return 'not' in tree ? comparisonsOf(tree.not) : [tree];
}

function comparisonsOf(tree: RuleTree): RuleComparison[] {
  if ('all' in tree) return tree.all.flatMap(comparisonsOf);
  if ('any' in tree) return tree.any.flatMap(comparisonsOf);
  return 'not' in tree ? comparisonsOf(tree.not) : [tree];
}

/** The value of a field of a row; undefined where it is absent. */
export function valueAt(catalogue: RuleCatalogue, row: RuleRow, field: string): JsonValue | undefined {
  const path = fieldPathOf(catalogue, field);
  let value = path ? (row as Readonly<Record<string, JsonValue>>)[path.column] : undefined;
  for (const key of path?.keys ?? []) {
    const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    value = Object.hasOwn(object, key) ? object[key] : undefined;
  }
  return value;
}

function comparisonHolds(
  { field, op, value: given }: RuleComparison,
  catalogue: RuleCatalogue,
  row: RuleRow,
  userId: number,
): boolean {
  const stored = valueAt(catalogue, row, field) ?? null;
  const column = catalogue.columns[field];
  const resolve = (one: RuleComparison['value']) => resolveValue(one as RuleValue, userId);
  const comparable = (value: JsonValue) => (column?.type === 'time' ? Date.parse(String(value)) : value);
  const equals = (one: RuleValue) => stored !== null && comparable(stored) === comparable(resolve(one));
  switch (op) {
    case 'is_null':
      return (stored === null) === given;
    case 'in':
      return (given as readonly RuleValue[]).some(equals);
    case 'like':
      return typeof stored === 'string' && matchesLike(String(given), stored);
    case 'eq':
      return equals(given as RuleValue);
    case 'ne':
      // Inside JSON a value differs from those of its own type only, as in a list's filters.
      return (column !== undefined || typeof stored === typeof resolve(given)) && !equals(given as RuleValue);
    default: {
      const [left, right] = [stored === null ? null : comparable(stored), comparable(resolve(given))];
      return typeof left === 'number' && typeof right === 'number' && ORDERS[op](left, right);
    }
  }
}
