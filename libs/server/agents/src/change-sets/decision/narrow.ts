import {
  type ChangeSetItem,
  type DecideChangeSet,
  type FieldChange,
  type ProblemField,
} from '@bureau/contracts';
import { isDeepStrictEqual } from 'node:util';
import { refuseValue } from '../proposal/field-rules';
import { withoutNulls } from '../proposal/metadata-patch';
import { parseField } from '../proposal/record-fields';

/** What a decision makes of the open items of a set. */
export interface Narrowed {
  decision: 'approve' | 'reject';
  /** With the fields that are left, and the values as edited. */
  approved: ChangeSetItem[];
  rejected: ChangeSetItem[];
  /** Ids of approved items that are other than proposed. */
  edited: Set<number>;
  problems: ProblemField[];
}

type Exception = NonNullable<DecideChangeSet['items']>[number];

/**
 * Applies a decision and its exceptions. Approving nothing is rejecting.
 * @param items the open items: what was rejected before stays so
 */
export function narrow(items: readonly ChangeSetItem[], decision: DecideChangeSet): Narrowed {
  const exceptions = new Map<number, { at: number; exception: Exception }>();
  const problems: ProblemField[] = [];
  const known = new Set(items.map(({ id }) => id));
  (decision.items ?? []).forEach((exception, at) => {
    if (!known.has(exception.id))
      problems.push(problem(at, '/id', 'NOT_FOUND', `The set has no open item ${exception.id}.`));
    else if (exceptions.has(exception.id))
      problems.push(problem(at, '/id', 'DUPLICATE', `Item ${exception.id} is named twice.`));
    else exceptions.set(exception.id, { at, exception });
  });
  const result: Narrowed = { decision: 'reject', approved: [], rejected: [], edited: new Set(), problems };
  for (const item of items) {
    const named = exceptions.get(item.id);
    if ((named?.exception.decision ?? decision.decision) === 'reject') result.rejected.push(item);
    else result.approved.push(named ? edit(item, named.exception, named.at, result) : item);
  }
  if (result.approved.length > 0) result.decision = 'approve';
  return result;
}

function edit(item: ChangeSetItem, { changes }: Exception, at: number, result: Narrowed): ChangeSetItem {
  if (!changes) return item;
  const add = (path: string, code: string, detail: string) =>
    void result.problems.push(problem(at, path, code, detail));
  if (item.operation !== 'update' && item.operation !== 'create') {
    add('/changes', 'NOT_ALLOWED', `A ${item.operation} has no fields to choose from.`);
    return item;
  }
  const kept: FieldChange[] = [];
  for (const original of item.changes) {
    const n = changes.findIndex(({ field }) => field === original.field);
    const change = changes[n];
    if (!change) continue;
    const path = parseField(change.field);
    const to =
      change.to === undefined
        ? original.to
        : path?.column === 'metadata'
          ? withoutNulls(change.to)
          : change.to;
    const refusal = path ? refuseValue(path, to) : `A record has no field ${change.field}.`;
    if (refusal) add(`/changes/${n}/to`, 'INVALID', refusal);
    else if (!isDeepStrictEqual(to, original.from)) kept.push({ ...original, to });
  }
  changes.forEach(({ field }, n) => {
    if (!item.changes.some((original) => original.field === field)) {
      add(`/changes/${n}/field`, 'NOT_PROPOSED', `Item ${item.id} does not change ${field}.`);
    } else if (changes.findIndex((other) => other.field === field) !== n) {
      add(`/changes/${n}/field`, 'DUPLICATE', `${field} is named twice.`);
    }
  });
  if (kept.length === 0) add('/changes', 'EMPTY', `Nothing of item ${item.id} is left; reject it instead.`);
  if (item.operation === 'create' && !kept.some(({ field }) => field === 'name'))
    add('/changes', 'REQUIRED', 'A new record needs a name.');
  if (!isDeepStrictEqual(kept, item.changes)) result.edited.add(item.id);
  return { ...item, changes: kept };
}

function problem(at: number, path: string, code: string, detail: string): ProblemField {
  return { pointer: `/items/${at}${path}`, code, detail };
}
