import { type ParamMap } from '@angular/router';
import { fieldName } from '@bureau/portal-ui';

export const FILTER_OPERATORS = ['eq', 'ne', 'like', 'lt', 'lte', 'gt', 'gte', 'in', 'is_null'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** One condition of a list; `field` is a column or `metadata.<path>`. */
export interface RecordFilter {
  field: string;
  operator: FilterOperator;
  value: string;
}

/** Parameters of the address that are no filters. */
const VIEW_PARAMETERS = new Set(['q', 'sort', 'columns', 'view']);

export const OPERATOR_WORDS: Readonly<Record<FilterOperator, string>> = {
  eq: 'is',
  ne: 'is not',
  like: 'contains',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  in: 'is one of',
  is_null: 'is empty:',
};

/** The filters in an address: the API's own spelling, `status=active&metadata.size[gt]=100`. */
export function filtersOf(params: ParamMap): RecordFilter[] {
  return params.keys
    .filter((key) => !VIEW_PARAMETERS.has(key))
    .flatMap((key) => {
      const filter = readKey(key);
      return filter ? [{ ...filter, value: params.get(key) ?? '' }] : [];
    });
}

/** The parameter of a filter and its value, for the address and for the API alike. */
export function filterParameter({ field, operator, value }: RecordFilter): [string, string] {
  return [operator === 'eq' ? field : `${field}[${operator}]`, value];
}

/** "Section is web". */
export function filterSentence({ field, operator, value }: RecordFilter): string {
  return `${fieldName(field)} ${OPERATOR_WORDS[operator]} ${value.replaceAll(',', ', ')}`;
}

function readKey(key: string): Pick<RecordFilter, 'field' | 'operator'> | null {
  const match = /^([a-z_]+|metadata\..+?)(?:\[(\w+)\])?$/.exec(key);
  const operator = FILTER_OPERATORS.find((each) => each === (match?.[2] ?? 'eq'));
  return match?.[1] && operator ? { field: match[1], operator } : null;
}
