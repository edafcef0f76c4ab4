/** SQL types that a list can be filtered and sorted by. */
export type ListColumnType = 'text' | 'int' | 'bigint' | 'numeric' | 'boolean' | 'timestamptz' | 'inet';

/** A column that lists of a resource may be filtered and sorted by. */
export interface ListColumn {
  /** SQL expression over the definition's `from`. */
  sql: string;
  type: ListColumnType;
  nullable?: true;
  /** The only values it can have; others are refused and ranges make no sense. */
  values?: readonly string[];
  /** `true` sorts by `sql`; an expression sorts by that, e.g. under the collation that people expect. */
  sort?: true | string;
  /** Sorts only. */
  filter?: false;
}

/** A `jsonb` column whose inner values are reached as `<column>.<path>`. */
export interface ListJsonColumn {
  sql: string;
  /** May its paths be sorted by? */
  sort?: true;
}

/** What a list of one resource shows, and by what it may be filtered, sorted and searched. */
export interface ListDefinition {
  /** Plural, as people call the records; part of statement names and of the documentation. */
  name: string;
  /** Tables, the resource's own under the alias `e`. */
  from: string;
  /** Columns of a row; an expression carries its alias (`s.name as source_name`). */
  select: readonly string[];
  /** Field name → column; must hold `id`, which ends every sort. */
  columns: Readonly<Record<string, ListColumn> & { id: ListColumn }>;
  json?: Readonly<Record<string, ListJsonColumn>>;
  /** `tsvector` expression (configuration `simple`) that `q` searches. */
  search?: string;
  /** The text that `search` is made of, where there is an expression for it. */
  searchText?: string;
  /** `tsvector` expression with weights by which `sort=-relevance` orders what `q` finds; `search` where absent. */
  rank?: string;
  /** Further query parameters that are `true` or `false`, e.g. `trash`. */
  flags?: readonly string[];
  /** Names that `include=` takes: what the resource's service adds to the rows of a page. */
  includes?: readonly string[];
  /** Fields on the wire where a service makes them from other columns; otherwise they are those of `select`. */
  fields?: readonly string[];
  /** Where the caller names no sort; `-id` where absent. */
  sort?: string;
  /**
   * Some values are in most rows and some in hardly any, so that no plan is good for all of them: pages are planned anew
   * each time, with the values at hand.
   */
  skewed?: true;
}

/** The name of a selected expression: `e.name` → `name`, `s.name as source_name` → `source_name`. */
export function outputName(expression: string): string {
  return expression.slice(Math.max(expression.lastIndexOf(' '), expression.lastIndexOf('.')) + 1);
}

/** The fields of a row as it goes over the wire: what `fields=` may name. */
export function fieldsOf(definition: ListDefinition): readonly string[] {
  return definition.fields ?? definition.select.map(outputName);
}

/** Fields that every row keeps, whatever `fields=` says: without them it is no use to anybody. */
export const KEPT_FIELDS: readonly string[] = ['id', 'version'];

export const FILTER_OPERATORS = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'like', 'is_null'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

const EXACT: readonly FilterOperator[] = ['eq', 'ne', 'in', 'is_null'];
const ORDERED: readonly FilterOperator[] = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'is_null'];

/** The operators that a column understands. */
export function operatorsOf(column: ListColumn): readonly FilterOperator[] {
  if (column.values || column.type === 'inet' || column.type === 'boolean') return EXACT;
  return column.type === 'text' ? FILTER_OPERATORS : ORDERED;
}
