import { type JsonObject } from '@bureau/contracts';
import { currentContext } from '../context/request-context';
import { type Executor } from '../database/statement';
import { toRfc3339 } from '../database/type-parsers';
import { commonError } from '../errors/common-errors';
import { type BatchOptions, type BatchResult, runBatch } from './batch';
import { columnOf, toParameter } from './columns';
import { createStatement } from './create-statement';
import { GuardNotMet, type WriteOutcome } from './outcome';
import { removeStatement } from './remove-statement';
import { type ResourceDefinition, type SqlRule } from './resource';
import { ANY, placeRule } from './sql-rule';
import { StatementCache } from './statement-cache';
import { type UpdateShape, updateStatement } from './update-statement';
import { contextValues } from './write-context';

type Values = Readonly<Record<string, unknown>>;

export interface CreateOptions {
  /** The transaction to write in; the pool otherwise. */
  executor?: Executor;
  /** `<type>.create` otherwise. */
  action?: string;
  /** The event's `change`; `created` otherwise. */
  change?: string;
}

export interface WriteOptions extends CreateOptions {
  /** The version that the caller has seen; null or absent: any. */
  ifMatch?: number | null;
  /** Rows that the caller may see; any other is absent to them. */
  visible?: SqlRule;
  /** Rows that the caller may change; refused attempts are audited. */
  writable?: SqlRule;
  /** The state that the row must be in, e.g. `e.status = 'queued'`; otherwise `conflict`. */
  guard?: SqlRule;
}

export interface UpdateOptions extends WriteOptions {
  /** `jsonb` columns whose value is a merge patch (RFC 7396), applied to the row as locked. */
  merge?: readonly string[];
  /** Paths inside replaced `jsonb` columns whose values stay, by column: those that the caller may not write. */
  keep?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** Columns set by a constant SQL expression over the locked row `t`, never made from input. */
  expressions?: Readonly<Record<string, string>>;
  /** Why, for the audit row. */
  reason?: string | null;
  /** What the audit row says among the new values, though it is no column. */
  note?: JsonObject;
}

export type CreateOutcome<Row> = { outcome: 'created' | 'replayed'; row: Row };

/**
 * The one way in which a record of any kind is changed: rights, version check, change, audit row and outbox event in
 * one statement and one round trip. See docs/decisions for why, and the README for how to declare a resource.
 */
export class WritePath<Row extends { id: number; version: number }> {
  private readonly statements: StatementCache;

  constructor(
    private readonly executor: Executor,
    readonly resource: ResourceDefinition<Row>,
  ) {
    this.statements = new StatementCache(resource.type);
  }

  /**
   * Writes a new row. With an idempotency key in the context, a repeated request gets the first one's row.
   * @param options `guard` is a condition on other tables, without which nothing is made
   * @throws GuardNotMet, 422 for a key that was used with another body, 409 while its first request runs
   */
  async create(
    values: Values,
    options: CreateOptions & { guard?: SqlRule } = {},
  ): Promise<CreateOutcome<Row>> {
    const idempotency = currentContext()?.idempotency ?? null;
    const columns = Object.keys(values).filter((name) => values[name] !== undefined);
    const { type } = this.resource;
    const parameters = [...contextValues(), ...columns.map((name) => this.parameter(name, values[name]))];
    if (idempotency) parameters.push(idempotency.key, idempotency.request_hash);
    const shape = {
      columns,
      action: options.action ?? `${type}.create`,
      change: options.change ?? 'created',
      idempotent: idempotency !== null,
      guard: options.guard ? placeRule(options.guard, parameters) : null,
    };
    const statement = this.statements.get({ op: 'create', ...shape }, () =>
      createStatement(this.resource, shape),
    );
    const executor = options.executor ?? this.executor;
    const [result] = await executor.query<CreateRow<Row>>({ ...statement, values: parameters });
    if (!result && options.guard) throw new GuardNotMet();
    if (!result) throw new Error(`${type}: create returned nothing`);
    const created = settleCreate<Row>(result);
    if (created.outcome === 'created') executor.wroteEvents();
    if (idempotency) idempotency.replayed = created.outcome === 'replayed';
    return idempotency && created.outcome === 'created'
      ? { ...created, row: reviveTimes(created.row) }
      : created;
  }

  /** Changes the given columns of one row; those left out stay. Equal values are `unchanged`: same version, no audit row. */
  async update(id: number, values: Values, options: UpdateOptions = {}): Promise<WriteOutcome<Row>> {
    return this.change(
      id,
      values,
      options,
      'live',
      options.action ?? `${this.resource.type}.update`,
      options.change ?? 'updated',
    );
  }

  /** Moves a live row to the trash. */
  async trash(id: number, options: WriteOptions = {}): Promise<WriteOutcome<Row>> {
    const expressions = { deleted_at: 'now()' };
    return this.change(
      id,
      {},
      { ...options, expressions },
      'live',
      `${this.resource.type}.delete`,
      'deleted',
    );
  }

  /** Takes a row out of the trash. */
  async restore(id: number, options: WriteOptions = {}): Promise<WriteOutcome<Row>> {
    const expressions = { deleted_at: 'null::timestamptz' };
    return this.change(
      id,
      {},
      { ...options, expressions },
      'trash',
      `${this.resource.type}.restore`,
      'restored',
    );
  }

  /** Deletes a row for good, from the trash or not; `updated` means that it is gone. */
  async remove(id: number, options: WriteOptions = {}): Promise<WriteOutcome<Row>> {
    const values = [...contextValues(), id, options.ifMatch ?? null];
    const shape = {
      ...placeRules(options, values),
      action: options.action ?? `${this.resource.type}.${this.resource.trash ? 'purge' : 'delete'}`,
      change: options.change ?? 'deleted',
    };
    const statement = this.statements.get({ op: 'remove', ...shape }, () =>
      removeStatement(this.resource, shape),
    );
    return this.settle(options, statement, values);
  }

  /** Many writes, all or none, in one statement; see {@link BatchOptions}. */
  async batch(options: BatchOptions): Promise<BatchResult> {
    return runBatch(this.resource, this.statements, options.executor ?? this.executor, options);
  }

  private async change(
    id: number,
    given: Values,
    options: UpdateOptions,
    from: UpdateShape['from'],
    action: string,
    change: string,
  ): Promise<WriteOutcome<Row>> {
    const columns = Object.keys(given).filter((name) => given[name] !== undefined);
    const { merge = [], expressions = {} } = options;
    if (columns.length === 0 && Object.keys(expressions).length === 0)
      throw new Error(`${action}: nothing to change was given`);
    const values = [
      ...contextValues(),
      id,
      options.ifMatch ?? null,
      ...columns.map((name) => this.parameter(name, given[name])),
    ];
    const shape: UpdateShape = {
      columns,
      merge,
      expressions,
      keep: placePaths(options.keep ?? {}, columns, values),
      reason: place(options.reason ?? null, values),
      note: place(options.note ? JSON.stringify(options.note) : null, values),
      ...placeRules(options, values),
      action,
      change,
      from,
    };
    const statement = this.statements.get({ op: 'update', ...shape }, () =>
      updateStatement(this.resource, shape),
    );
    return this.settle(options, statement, values);
  }

  private async settle(
    options: WriteOptions,
    statement: { name: string; text: string },
    values: unknown[],
  ): Promise<WriteOutcome<Row>> {
    const executor = options.executor ?? this.executor;
    const [result] = await executor.query<UpdateRow<Row>>({ ...statement, values });
    if (!result) return { outcome: 'absent' };
    const { outcome, locked_version: version, ...row } = result;
    if (outcome === 'updated') executor.wroteEvents();
    if (outcome === 'forbidden') {
      const context = currentContext();
      if (context) context.refusal_recorded = true;
      return { outcome };
    }
    if (outcome === 'stale') return { outcome, version };
    return { outcome, version, row: row as unknown as Row };
  }

  private parameter(name: string, value: unknown): unknown {
    return toParameter(columnOf(this.resource, name), value);
  }
}

type UpdateRow<Row> = Row & {
  outcome: 'updated' | 'unchanged' | 'forbidden' | 'stale' | 'conflict';
  locked_version: number;
};
type CreateRow<Row> = Row & {
  outcome: 'created' | 'replayed' | 'key_reused' | 'in_progress';
  response?: Row;
};

/** The placeholder of a value that is given; the statement has none for what is not. */
function place(value: string | null, values: unknown[]): string | null {
  return value === null ? null : `$${values.push(value)}`;
}

function placePaths(
  keep: NonNullable<UpdateOptions['keep']>,
  columns: readonly string[],
  values: unknown[],
): UpdateShape['keep'] {
  const kept = columns
    .filter((name) => (keep[name]?.length ?? 0) > 0)
    .map((name) => [name, `$${values.push(JSON.stringify(keep[name]))}`]);
  return Object.fromEntries(kept) as UpdateShape['keep'];
}

function placeRules(
  { visible = ANY, writable = ANY, guard = ANY }: WriteOptions,
  values: unknown[],
): Pick<UpdateShape, 'visible' | 'writable' | 'guard'> {
  return {
    visible: placeRule(visible, values),
    writable: placeRule(writable, values),
    guard: placeRule(guard, values),
  };
}

function settleCreate<Row>(result: CreateRow<Row>): CreateOutcome<Row> {
  const { outcome, response, ...row } = result;
  if (outcome === 'key_reused')
    throw commonError(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key was used with another request. Use a new key.',
    );
  if (outcome === 'in_progress')
    throw commonError(
      'IDEMPOTENCY_IN_PROGRESS',
      'The first request with this Idempotency-Key is still running. Try again shortly.',
      { retry_after_seconds: 1 },
    );
  if (outcome === 'replayed') return { outcome, row: reviveTimes(response as Row) };
  return { outcome, row: (response ?? row) as Row };
}

/** A row that was kept as JSON has PostgreSQL's spelling of times. */
function reviveTimes<Row>(row: Row): Row {
  const times = Object.entries(row as object).map(([key, value]) => [
    key,
    key.endsWith('_at') && typeof value === 'string' ? toRfc3339(value) : value,
  ]);
  return Object.fromEntries(times) as Row;
}
