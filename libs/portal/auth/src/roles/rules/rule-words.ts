import { type RuleOperator } from '@bureau/contracts';
import { type ValueKind } from './rule-nodes';

export const OPERATOR_WORDS: Readonly<Record<RuleOperator, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  lt: 'is below',
  lte: 'is at most',
  gt: 'is above',
  gte: 'is at least',
  like: 'looks like',
  is_null: 'is there or not',
};

export const TIME_OPERATOR_WORDS: Readonly<Record<RuleOperator, string>> = {
  ...OPERATOR_WORDS,
  lt: 'is before',
  lte: 'is not after',
  gt: 'is after',
  gte: 'is not before',
};

export const VALUE_KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  text: 'text',
  number: 'number',
  time: 'time',
  boolean: 'yes or no',
  caller: 'the person themself',
  listed: 'mixed (JSON)',
};
