import { type SqlRule } from '../write-path/resource';
import { placeRule } from '../write-path/sql-rule';
import { bind } from './bind';
import { filterRule } from './filter-sql';
import { type ListDefinition } from './list-definition';
import { type Filter, type SearchFilter } from './list-query';

/** Rows in the order of the sort that are looked through before the text index is asked. */
const WALK = 1_000;
/** More hits of the text index than these are not sorted; then they are so frequent that the order finds them soon. */
const MOST_HITS = 100_000;

/** What the statement of a page tells of itself. */
export interface PageParts {
  /** Columns of a row and of its sort keys. */
  columns: string;
  order: string;
  /** Rows to read, the one more included. */
  rows: number;
  /** What follows the cursor; empty for the first page. One condition where a single index range holds it. */
  after: readonly string[];
  /** The sort is the order of an index. */
  ordered: boolean;
}

/**
 * A page of what a search finds. No single plan is good for rare and for frequent words, and the planner cannot tell
 * them apart: it would walk the whole table for a rare one, or collect half of it for a frequent one. So the order of the
 * sort is walked a little way, which is enough for frequent words; where that does not fill the page, the text index
 * says all that there is.
 */
export function searchBranches(
  { from, searchText }: ListDefinition,
  filters: readonly Filter[],
  rules: readonly SqlRule[],
  { columns, order, rows, after, ordered }: PageParts,
  values: unknown[],
): { head: string; body: string } {
  const searches = filters.filter((filter): filter is SearchFilter => filter.kind === 'search');
  const others = filters.filter((filter) => filter.kind !== 'search');
  const condition = placeRule(filterRule(filters, ...rules), values);
  const walks = ordered && after.length <= 1;
  const page = (source: string, where: readonly string[]) =>
    `(select ${columns} from ${source} where ${where.join(' and ')} order by ${order} limit ${rows})`;
  const branches = (source: string, where: readonly string[]) =>
    after.length === 0 ? [page(source, where)] : after.map((behind) => page(source, [...where, behind]));
  const parts = [
    `found as materialized (select e.* from ${from} where ${condition} limit ${MOST_HITS + 1})`,
    `hits as materialized (select count(*) as n from found)`,
  ];
  const missed: string[] = [];
  const body: string[] = [];
  if (walks) {
    const plain = placeRule(filterRule(others, ...rules), values);
    const near = [plain, ...after].join(' and ');
    const matches = [...substrings(searches, searchText, values), placeRule(filterRule(searches), values)];
    parts.unshift(
      `walked as materialized (select ${columns} from (select e.* from ${from} where ${near} order by ${order} limit ${WALK}) e where ${matches.join(' and ')} order by ${order} limit ${rows})`,
      `enough as materialized (select count(*) >= ${rows} as yes from walked)`,
    );
    missed.push('not (select yes from enough)');
    body.push('select * from walked where (select yes from enough)');
  }
  body.push(
    ...branches('found e', [...missed, `(select n from hits) <= ${MOST_HITS}`]),
    ...branches(from, [...missed, `(select n from hits) > ${MOST_HITS}`, condition]),
  );
  return { head: `with ${parts.join(', ')} `, body: body.join(' union all ') };
}

/** What a text must hold to have a word of letters and digits: cheaper to ask than whether it has the word. */
function substrings(
  searches: readonly SearchFilter[],
  text: string | undefined,
  values: unknown[],
): string[] {
  if (text === undefined) return [];
  return searches
    .flatMap(({ words }) => words)
    .filter((word) => /^[A-Za-z0-9]+$/.test(word))
    .map((word) => `${text} ilike ${bind(values, `%${word}%`, 'text')}`);
}
