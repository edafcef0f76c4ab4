import { type BulkItemResult, type BulkOperation, type BulkOutcome } from '@bureau/contracts';
import { problemErrorOf, type ProblemError } from '@bureau/platform';
import { type EntityPatch, type NewEntity } from '../entity-input';
import { type NewRelation } from '../relations/relations.service';

/** One checked item of a bulk change. */
export interface BulkWork {
  index: number;
  /** Null for a create. */
  id: number | null;
  /** The version that was seen; null: any. */
  version: number | null;
  /** As the operation needs them; checked. */
  values: NewEntity | EntityPatch | NewRelation;
}

export const DONE: Readonly<Record<BulkOperation, Exclude<BulkOutcome, 'unchanged' | 'failed'>>> = {
  create: 'created',
  update: 'updated',
  status: 'updated',
  delete: 'deleted',
  restore: 'restored',
  relate: 'related',
  unrelate: 'unrelated',
};

const STATUS: Partial<Record<BulkOutcome, number>> = {
  created: 201,
  related: 201,
  deleted: 204,
  unrelated: 204,
};

/** What became of an item that went through. */
export function done(
  index: number,
  outcome: Exclude<BulkOutcome, 'failed'>,
  id: number | null,
  version?: number,
): BulkItemResult {
  return {
    index,
    id,
    status: STATUS[outcome] ?? 200,
    outcome,
    ...(version !== undefined && { version }),
  };
}

/** What became of an item that did not, with the problem that a request of its own would have had. */
export function failed(index: number, id: number | null, error: unknown): BulkItemResult {
  const problem: ProblemError = problemErrorOf(error);
  const { errors, current_version } = problem.extras;
  return {
    index,
    id,
    status: problem.status,
    outcome: 'failed',
    problem: {
      status: problem.status,
      code: problem.code,
      detail: problem.message,
      ...(errors && { errors }),
      ...(current_version !== undefined && { current_version }),
    },
  };
}
