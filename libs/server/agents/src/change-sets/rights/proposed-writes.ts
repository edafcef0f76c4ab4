import { type ChangeSetItem, type ProblemField, type ProposedItem, type RuleAction } from '@bureau/contracts';
import { allOf, type Executor, type ResourceAccess, type SqlRule } from '@bureau/platform';
import { BLANK_RECORD, parseField, type RecordValues, writeField } from '../proposal/record-fields';
import { loadRecords } from '../proposal/record-reader';

type Written = Pick<ProposedItem, 'operation' | 'changes'>;

/**
 * Which changes touch fields that whoever they are made for may not write, with their places in the proposal. A whole
 * value may not take the place of one that holds something protected.
 */
export function protectedChanges(access: ResourceAccess, items: readonly Written[]): ProblemField[] {
  if (access.protectedFields.length === 0) return [];
  return items.flatMap(({ operation, changes = [] }, at) =>
    operation === 'relate' || operation === 'unrelate'
      ? []
      : changes.flatMap(({ field }, n) =>
          touchesProtected(access, field)
            ? [
                {
                  pointer: `/items/${at}/changes/${n}/field`,
                  code: 'FIELD_PROTECTED',
                  detail: `${field} may not be changed, or holds something that may not.`,
                },
              ]
            : [],
        ),
  );
}

/** The field lies in something protected, is it, or holds it. */
function touchesProtected(access: ResourceAccess, field: string): boolean {
  const path = parseField(field);
  return access.protectedFields.some(({ column, keys }) => {
    const shared = Math.min(keys.length, path?.keys.length ?? 0);
    return path?.column === column && keys.slice(0, shared).every((key, n) => path.keys[n] === key);
  });
}

/** The record that a create would make, as row rules look at it. */
export function recordToBe({ changes }: Pick<ChangeSetItem, 'changes'>, ownerId: number) {
  const now = new Date().toISOString();
  const start: RecordValues = { ...BLANK_RECORD, status: 'active' };
  const values = changes.reduce((record, { field, to }) => {
    const path = parseField(field);
    return path ? writeField(record, path, to) : record;
  }, start);
  return { ...values, owner_id: ownerId, created_at: now, updated_at: now };
}

const ACTIONS: Readonly<Record<ChangeSetItem['operation'], RuleAction>> = {
  create: 'create',
  update: 'update',
  delete: 'delete',
  restore: 'delete',
  relate: 'update',
  unrelate: 'update',
};

/** Whether row rules let all of the new records be made. */
export function mayCreateAll(
  access: ResourceAccess,
  items: readonly ChangeSetItem[],
  ownerId: number,
): boolean {
  return items.every(
    (item) => item.operation !== 'create' || access.may('create', recordToBe(item, ownerId)),
  );
}

/** Items that row rules keep somebody from, with their places in the proposal. */
export async function refusedRows(
  executor: Executor,
  access: ResourceAccess,
  items: readonly Pick<ChangeSetItem, 'operation' | 'entity_id' | 'changes'>[],
  ownerId: number,
): Promise<ProblemField[]> {
  const ids = [...new Set(items.flatMap(({ entity_id }) => entity_id ?? []))];
  const may = { update: access.rows('update'), delete: access.rows('delete') };
  const updatable = await loadRecords(executor, ids, may.update);
  const deletable = await loadRecords(executor, ids, may.delete);
  return items.flatMap((item, at) => {
    const action = ACTIONS[item.operation];
    const fine =
      action === 'create'
        ? access.may('create', recordToBe(item, ownerId))
        : (action === 'delete' ? deletable : updatable).has(item.entity_id ?? 0);
    const detail = `Your role may not ${item.operation} ${action === 'create' ? 'such a record' : `record ${item.entity_id}`}.`;
    return fine ? [] : [{ pointer: `/items/${at}`, code: 'ROW_PROTECTED', detail }];
  });
}

/** What row rules ask of the records that the items change: to be seen, and to be for the item's operation. */
export function writableRows(access: ResourceAccess, items: readonly ChangeSetItem[]): SqlRule {
  const actions: RuleAction[] = ['update', 'delete'];
  const rules = actions.map((action): SqlRule => {
    const ids = items.flatMap(({ operation, entity_id }) =>
      ACTIONS[operation] === action && entity_id !== null ? [entity_id] : [],
    );
    const rule = access.rows(action);
    const own = rule.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + 1}`);
    return { text: `(e.id <> all($1::bigint[]) or (${own}))`, values: [ids, ...rule.values] };
  });
  return allOf(access.rows('read'), ...rules);
}
