import { type ListSource } from '../database/statement';
import { rowObjects, type TextRows } from '../database/text-rows';
import { type SqlRule } from '../write-path/resource';
import { encodeCursor } from './cursor';
import { filterRule } from './filter-sql';
import { type ListDefinition } from './list-definition';
import { type CursorValues, type ListQuery, type SortKey } from './list-query';
import { pageStatement } from './page-statement';
import { type Page } from './page';
import { textPage } from './text-page';
import { StatementNames } from './statement-names';

/** Where `count=capped` stops counting. */
export const COUNT_CAP = 10_000;

/** Reads the lists of one resource: one round trip a page at any depth. */
export class ListReader<Row extends object> {
  private readonly names: StatementNames;

  constructor(
    private readonly database: ListSource,
    readonly definition: ListDefinition,
  ) {
    this.names = new StatementNames(`list_${definition.name}`);
  }

  /**
   * @param rules conditions on the definition's `from` beside the caller's own filters: what may be seen, the trash
   */
  async page(query: ListQuery, ...rules: readonly SqlRule[]): Promise<Page<Row>> {
    const condition = filterRule(query.filters, ...rules);
    const [read, total] = await Promise.all([this.read(query, rules), this.count(query, condition)]);
    const more = read.rows.length > query.limit;
    const rows = read.rows.slice(0, query.limit);
    if (query.before !== null) rows.reverse();
    // The keys stand behind the columns of the row.
    const columns = read.columns.slice(0, -1);
    const keys = { first: keysOf(rows[0]), final: keysOf(rows.at(-1)) };
    return textPage<Row>(
      { columns, rows },
      { ...neighbours(query, keys, more), total, fields: query.fields },
    );
  }

  /**
   * Everything that the filters find from the query's cursor on, a page at a time: at constant memory, and holding
   * neither a connection nor a transaction while whoever reads is slow.
   * @param size rows of a page
   */
  async *all(query: ListQuery, size: number, ...rules: readonly SqlRule[]): AsyncGenerator<Row[]> {
    for (let after = query.after, more = true; more;) {
      const read = await this.read({ ...query, limit: size, after, before: null }, rules);
      const rows = read.rows.slice(0, size);
      more = read.rows.length > size;
      after = keysOf(rows.at(-1));
      if (rows.length > 0) yield rowObjects<Row>({ columns: read.columns.slice(0, -1), rows });
    }
  }

  private async read(query: ListQuery, rules: readonly SqlRule[]): Promise<TextRows> {
    const { filters, before, after, limit, fields } = query;
    // What precedes a row is what follows it in the opposite order; null keys change their side with it.
    const sort = before === null ? query.sort : query.sort.map(turned);
    const from = before === 'end' ? null : (before ?? after);
    const { text, values } = pageStatement(
      this.definition,
      { filters, sort, after: from, limit, fields },
      ...rules,
    );
    // How many rows a search finds depends on its words: it is planned with them.
    const planned = this.definition.skewed || filters.some(({ kind }) => kind === 'search');
    return this.database.texts({
      name: planned ? undefined : this.names.of(text),
      text,
      values,
    });
  }

  private async count(query: ListQuery, condition: SqlRule): Promise<Page<Row>['total']> {
    if (query.count === 'none') return null;
    const cap = query.count === 'capped' ? ` limit ${COUNT_CAP + 1}` : '';
    const text = `select count(*) as total from (select 1 from ${this.definition.from} where ${condition.text}${cap}) c`;
    const [row] = await this.database.query<{ total: number }>({ text, values: condition.values });
    const total = row?.total ?? 0;
    return cap && total > COUNT_CAP ? { value: COUNT_CAP, capped: true } : { value: total, capped: false };
  }
}

/** Cursors of the pages around this one. `more` says that the reading direction goes on. */
function neighbours(
  { sort, after, before }: ListQuery,
  { first, final }: { first: CursorValues | null; final: CursorValues | null },
  more: boolean,
): Pick<Page<object>, 'next' | 'prev' | 'last'> {
  const backward = before !== null;
  const hasNext = backward ? before !== 'end' : more;
  const hasPrev = backward ? more : after !== null;
  const end = encodeCursor(sort, 'end', 'before');
  return {
    next: hasNext && final ? encodeCursor(sort, final) : null,
    // Nothing follows any more, so that what came before is the end of the list.
    prev: !hasPrev ? null : first ? encodeCursor(sort, first, 'before') : end,
    last: hasNext ? end : null,
  };
}

function turned(key: SortKey): SortKey {
  return { ...key, descending: !key.descending };
}

/** The texts of a row's sort keys, which its last column holds as a JSON array. */
function keysOf(row: readonly (string | null)[] | undefined): CursorValues | null {
  const keys = row?.at(-1);
  return keys ? (JSON.parse(keys) as CursorValues) : null;
}
