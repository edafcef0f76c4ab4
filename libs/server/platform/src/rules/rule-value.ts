import { type RuleScalar, type RuleValue } from '@bureau/contracts';

/** The value that a rule compares with, for this person. */
export function resolveValue(value: RuleValue, userId: number): RuleScalar {
  return typeof value === 'object' ? userId : value;
}
