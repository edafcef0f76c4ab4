import {
  type BulkItemResult,
  type BulkOperation,
  type BulkRequest,
  type BulkResult,
  MAX_BULK_ITEMS,
  MAX_BULK_SELECTION,
  type Permission,
} from '@bureau/contracts';
import {
  allOf,
  ANY,
  assertUsableQuery,
  commonError,
  Database,
  type Executor,
  filterRule,
  placeRule,
  ProblemError,
  requireCaller,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess, visibleRecords } from '../access/record-access';
import { brokenConstraint } from '../entity.errors';
import { assertMay } from '../entity.policy';
import { ENTITY_LIST, LIVE, TRASHED } from '../persistence/entity.list';
import { BulkBatch, OffendersFound } from './bulk-batch.service';
import { checkedItems, checkedValues } from './bulk-items';
import { BulkSingles } from './bulk-singles.service';
import { selectionFilters } from './bulk-selection';
import { inSavepoint, keepOrTakeBack } from './bulk-transaction';
import { type BulkWork } from './bulk-work';

const NEEDS: Readonly<Record<BulkOperation, Permission>> = {
  create: 'entity:create',
  update: 'entity:update',
  status: 'entity:update',
  delete: 'entity:delete',
  restore: 'entity:delete',
  relate: 'entity:update',
  unrelate: 'entity:update',
};
/** Failures that the answer for a selection shows one by one. */
const MAX_SHOWN_FAILURES = 1_000;

/** Items that are tried, where they come from, and those that cannot be. */
interface Assignment {
  work: BulkWork[];
  refused: BulkItemResult[];
  /** Under which a record is still one of the selection when it is written. */
  where: SqlRule;
}

/** The same change of many records, each with a result of its own. */
@Injectable()
export class BulkService {
  constructor(
    private readonly database: Database,
    private readonly batch: BulkBatch,
    private readonly singles: BulkSingles,
  ) {}

  /**
   * Thousand records a transaction, or all of them in one where the request is atomic. A dry run does all of it and
   * takes it back, so that it says exactly what would happen.
   * @throws 403 without the permission, 409 where the filter finds another number than expected, 422 where it finds
   * too many
   */
  async run(request: BulkRequest): Promise<BulkResult> {
    const { operation, dry_run = false, atomic = false } = request;
    assertMay(requireCaller(), NEEDS[operation]);
    const assignment = request.items ? await this.listed(request) : await this.selected(request);
    const keep = (results: readonly BulkItemResult[]) =>
      !dry_run && !(atomic && [...assignment.refused, ...results].some(isFailure));
    const results: BulkItemResult[] = [];
    const size = atomic ? Math.max(assignment.work.length, 1) : MAX_BULK_ITEMS;
    const hopeless = atomic && assignment.refused.length > 0;
    for (let at = 0; at < assignment.work.length && !hopeless; at += size) {
      const part = { ...assignment, work: assignment.work.slice(at, at + size) };
      results.push(
        ...(await keepOrTakeBack(this.database, (tx) => this.write(tx, operation, part, atomic), keep)),
      );
    }
    return report(request, assignment, results, keep(results));
  }

  private async listed({ operation, items = [], values }: BulkRequest): Promise<Assignment> {
    return { ...(await checkedItems(operation, items, values)), where: ANY };
  }

  private async selected(request: BulkRequest): Promise<Assignment> {
    const { operation, filter = {}, expected_count, dry_run } = request;
    const values = await checkedValues(operation, request.values);
    const filters = selectionFilters(filter);
    const access = recordAccess();
    assertUsableQuery(access, ENTITY_LIST, { filters });
    const where = filterRule(filters);
    const { from, rules } = visibleRecords(access);
    const parameters: unknown[] = [];
    const rule = placeRule(allOf(operation === 'restore' ? TRASHED : LIVE, where, ...rules), parameters);
    const rows = await this.database.query<{ id: number }>({
      text: `select e.id from ${from} where ${rule} order by e.id limit ${MAX_BULK_SELECTION + 1}`,
      values: parameters,
    });
    if (rows.length > MAX_BULK_SELECTION) throw tooMany();
    if (expected_count !== undefined ? expected_count !== rows.length : !dry_run)
      throw otherCount(expected_count, rows.length);
    return {
      work: rows.map(({ id }, index) => ({ index, id, version: null, values })),
      refused: [],
      where,
    };
  }

  private async write(
    tx: Executor,
    operation: BulkOperation,
    { work, where }: Assignment,
    atomic: boolean,
  ): Promise<BulkItemResult[]> {
    if (operation === 'relate' || operation === 'unrelate') return this.singles.run(tx, operation, work);
    try {
      return await inSavepoint(tx, () => this.batch.run(tx, operation, work, where, atomic));
    } catch (error) {
      if (error instanceof OffendersFound) {
        const offending = new Set(error.results.map(({ index }) => index));
        const rest = work.filter(({ index }) => !offending.has(index));
        const others = atomic
          ? []
          : await this.write(tx, operation, { work: rest, where, refused: [] }, atomic);
        return [...error.results, ...others];
      }
      // One record is beyond what the database takes, and the statement does not say which.
      if (brokenConstraint(error) === null) throw error;
      return this.singles.run(tx, operation, work);
    }
  }
}

function isFailure({ outcome }: BulkItemResult): boolean {
  return outcome === 'failed';
}

function report(
  { operation, items, dry_run = false, atomic = false }: BulkRequest,
  { work, refused }: Assignment,
  results: readonly BulkItemResult[],
  committed: boolean,
): BulkResult {
  const all = [...refused, ...results].sort((one, other) => one.index - other.index);
  const failures = all.filter(isFailure);
  const unchanged = all.filter(({ outcome }) => outcome === 'unchanged').length;
  const refusedWhole = atomic && failures.length > 0;
  const shown = items && !refusedWhole ? all : failures.slice(0, MAX_SHOWN_FAILURES);
  return {
    operation,
    dry_run,
    atomic,
    committed,
    counts: {
      total: work.length + refused.length,
      succeeded: refusedWhole ? 0 : all.length - failures.length - unchanged,
      unchanged: refusedWhole ? 0 : unchanged,
      failed: failures.length,
    },
    // A record that was taken back has no id that anybody could find it by.
    results: shown.map((result) =>
      !committed && result.outcome === 'created' ? { ...result, id: null } : result,
    ),
  };
}

function tooMany(): ProblemError {
  return new ProblemError(
    422,
    'SELECTION_TOO_LARGE',
    `The filter finds more than ${MAX_BULK_SELECTION} records. Narrow it, or change them by an import.`,
  );
}

function otherCount(expected: number | undefined, found: number): ProblemError {
  return expected === undefined
    ? commonError('VALIDATION_FAILED', 'Say with expected_count how many records the filter is to find.', {
        errors: [
          {
            pointer: '/expected_count',
            code: 'REQUIRED',
            detail: 'A dry run says how many there are.',
          },
        ],
      })
    : new ProblemError(409, 'SELECTION_CHANGED', `The filter finds ${found} records now, not ${expected}.`);
}
