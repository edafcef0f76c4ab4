import { type RuleAction } from '@bureau/contracts';
import {
  accessOf,
  allOf,
  type Caller,
  maskedSource,
  permissionDenied,
  refusal,
  requireCaller,
  type ResourceAccess,
  type RowSource,
  type SqlRule,
  type UpdateOptions,
} from '@bureau/platform';
import { type EntityPatch, type NewEntity } from '../entity-input';
import { LIVE } from '../persistence/entity.list';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';

const COLUMNS = [...ENTITY_RESOURCE.returning, 'deleted_at'];

/** What the rules of a caller leave of the records. */
export function recordAccess(caller: Caller = requireCaller()): ResourceAccess {
  return accessOf(caller, 'entity');
}

/** Where a statement reads records from, so that it can find nothing that the caller may not see. */
export interface VisibleRecords extends RowSource {
  /** Conditions on `from`; none for callers without rules. */
  rules: readonly SqlRule[];
}

export function visibleRecords(access: ResourceAccess = recordAccess()): VisibleRecords {
  const source = maskedSource(access, 'entities', COLUMNS);
  return { ...source, rules: access.narrowed ? [access.rows('read', source.table)] : [] };
}

/** Live records that the caller may see, as a condition on the table under the alias `e`. */
export function visibleLive(access: ResourceAccess = recordAccess()): SqlRule {
  return access.narrowed ? allOf(LIVE, access.rows('read')) : LIVE;
}

/** Relations whose two ends the caller may see; `s` and `t` are the records at the ends. None for callers without rules. */
export function visibleEnds(access: ResourceAccess = recordAccess()): readonly SqlRule[] {
  return access.narrowed ? [access.rows('read', 's'), access.rows('read', 't')] : [];
}

/** The same, on the relation itself under the alias `e`: both ends may be seen, and the one it starts from changed. */
export function relationRights(
  access: ResourceAccess = recordAccess(),
): Pick<UpdateOptions, 'visible' | 'writable'> {
  if (!access.narrowed) return {};
  const end = (column: string, rule: SqlRule): SqlRule => ({
    text: `exists (select from entities r where r.id = e.${column} and (${rule.text}))`,
    values: rule.values,
  });
  const seen = access.rows('read', 'r');
  return {
    visible: allOf(end('source_id', seen), end('target_id', seen)),
    writable: end('source_id', access.rows('update', 'r')),
  };
}

/** The rights part of a write of one record; nothing for callers without rules. */
export function writeRights(
  access: ResourceAccess,
  action: RuleAction,
): Pick<UpdateOptions, 'visible' | 'writable' | 'keep'> {
  if (!access.narrowed) return {};
  return {
    visible: access.rows('read'),
    writable: access.rows(action),
    keep: { metadata: access.keptPaths('metadata') },
  };
}

/** Why a new record may not be made, as an error; null where it may. */
export function refuseCreate(access: ResourceAccess, values: NewEntity, ownerId: number): Error | null {
  if (!access.narrowed) return null;
  const refused = access.refusedWrites({ ...values });
  if (refused.length > 0) return refusal(refused);
  const now = new Date().toISOString();
  const row = {
    status: 'active',
    metadata: {},
    ...values,
    owner_id: ownerId,
    created_at: now,
    updated_at: now,
  };
  return access.may('create', row) ? null : permissionDenied('Your role may not create such a record.');
}

/** Why the values may not be written, as an error; null where they may. */
export function refuseValues(access: ResourceAccess, values: EntityPatch): Error | null {
  const refused = access.refusedWrites({ ...values });
  return refused.length > 0 ? refusal(refused) : null;
}
