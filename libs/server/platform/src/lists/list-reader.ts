import { type Executor } from '../database/statement';
import { type SqlRule } from '../write-path/resource';
import { encodeCursor } from './cursor';
import { filterRule } from './filter-sql';
import { type ListDefinition } from './list-definition';
import { type CursorValues, type ListQuery, type SortKey } from './list-query';
import { KEYS_COLUMN, pageStatement } from './page-statement';
import { type Page } from './page';
import { StatementNames } from './statement-names';

/** Where `count=capped` stops counting. */
export const COUNT_CAP = 10_000;

/** Reads the lists of one resource: one round trip a page at any depth. */
export class ListReader<Row extends object> {
  private readonly names: StatementNames;

  constructor(
    private readonly database: Executor,
    readonly definition: ListDefinition,
  ) {
    this.names = new StatementNames(`list_${definition.name}`);
  }

  /**
   * @param rules conditions on the definition's `from` beside the caller's own filters: what may be seen, the trash
   */
  async page(query: ListQuery, ...rules: readonly SqlRule[]): Promise<Page<Row>> {
    const condition = filterRule(query.filters, ...rules);
    const [read, total] = await Promise.all([this.read(query, condition), this.count(query, condition)]);
    const more = read.length > query.limit;
    const rows = read.slice(0, query.limit);
    if (query.before !== null) rows.reverse();
    return { rows: rows.map(withoutKeys), ...neighbours(query, rows, more), total, fields: query.fields };
  }

  /**
   * Everything that the filters find from the query's cursor on, a page at a time: at constant memory, and holding
   * neither a connection nor a transaction while whoever reads is slow.
   * @param size rows of a page
   */
  async *all(query: ListQuery, size: number, ...rules: readonly SqlRule[]): AsyncGenerator<Row[]> {
    const condition = filterRule(query.filters, ...rules);
    for (let after = query.after, more = true; more;) {
      const read = await this.read({ ...query, limit: size, after, before: null }, condition);
      const rows = read.slice(0, size);
      more = read.length > size;
      after = rows.at(-1)?.[KEYS_COLUMN] ?? null;
      if (rows.length > 0) yield rows.map(withoutKeys);
    }
  }

  private async read(query: ListQuery, condition: SqlRule): Promise<Keyed<Row>[]> {
    const { before, after, limit, fields } = query;
    // What precedes a row is what follows it in the opposite order; null keys change their side with it.
    const sort = before === null ? query.sort : query.sort.map(turned);
    const from = before === 'end' ? null : (before ?? after);
    const { text, values } = pageStatement(this.definition, condition, sort, from, limit, fields);
    return this.database.query<Keyed<Row>>({ name: this.names.of(text), text, values });
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
function neighbours<Row>(
  { sort, after, before }: ListQuery,
  rows: readonly Keyed<Row>[],
  more: boolean,
): Pick<Page<Row>, 'next' | 'prev' | 'last'> {
  const [first, final] = [rows[0], rows.at(-1)];
  const backward = before !== null;
  const hasNext = backward ? before !== 'end' : more;
  const hasPrev = backward ? more : after !== null;
  const end = encodeCursor(sort, 'end', 'before');
  return {
    next: hasNext && final ? encodeCursor(sort, final[KEYS_COLUMN]) : null,
    // Nothing follows any more, so that what came before is the end of the list.
    prev: !hasPrev ? null : first ? encodeCursor(sort, first[KEYS_COLUMN], 'before') : end,
    last: hasNext ? end : null,
  };
}

function turned(key: SortKey): SortKey {
  return { ...key, descending: !key.descending };
}

type Keyed<Row> = Row & { [KEYS_COLUMN]: CursorValues };

function withoutKeys<Row>(row: Keyed<Row>): Row {
  const { [KEYS_COLUMN]: _, ...rest } = row;
  return rest as Row;
}
