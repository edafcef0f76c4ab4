import { RULE_LIMITS, type RuleCatalogue } from '../resources/rule';

/** A field's address: a column, and the keys below it where it lies inside the `jsonb` column. */
export interface RuleFieldPath {
  column: string;
  keys: readonly string[];
}

/** Keys begin with a letter or `_`: PostgreSQL would read a number as the position in a list. */
const KEY = /^[\p{L}_][^\0]{0,99}$/u;

/** The address of `status` or `metadata.<path>`; null where rules of the resource know no such field. */
export function fieldPathOf(catalogue: RuleCatalogue, field: string): RuleFieldPath | null {
  const [column = '', ...keys] = field.split('.');
  if (column !== catalogue.json)
    return keys.length === 0 && Object.hasOwn(catalogue.columns, column) ? { column, keys } : null;
  const fine = keys.every((key) => KEY.test(key) && key.isWellFormed());
  return fine && keys.length <= RULE_LIMITS.path ? { column, keys } : null;
}
