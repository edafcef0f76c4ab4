import { type FilterClause } from '../../tools/filter-clause';
import { fieldLabel } from './fields';
import { valueText } from './markdown';

const WORDS: Readonly<Record<FilterClause['op'], string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is greater than',
  gte: 'is at least',
  in: 'is one of',
  like: 'matches',
  is_null: '',
};

/** The conditions as they were understood, so that people see what was asked: ` whose name matches …`. */
export function describeFilter(filter: readonly FilterClause[]): string {
  if (filter.length === 0) return '';
  return ` whose ${filter.map(describeClause).join(' and ')}`;
}

function describeClause({ field, op, value }: FilterClause): string {
  const label = fieldLabel(field);
  if (op === 'is_null') return `${label} is ${value === true ? 'empty' : 'not empty'}`;
  if (op === 'like') return describePattern(label, String(value));
  const values = Array.isArray(value) ? value.map(valueText).join(', ') : valueText(value);
  return `${label} ${WORDS[op]} ${values}`;
}

function describePattern(label: string, pattern: string): string {
  const text = valueText(pattern.replace(/^%|(?<!\\)%$/g, '').replace(/\\([\\%_])/g, '$1'));
  const [open, end] = [pattern.startsWith('%'), /(?<!\\)%$/.test(pattern)];
  return `${label} ${open && end ? 'contains' : end ? 'starts with' : 'ends with'} “${text}”`;
}
