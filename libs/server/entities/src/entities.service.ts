import { type Entity, type EntityStatus } from '@bureau/contracts';
import {
  allOf,
  assertUsableQuery,
  AuditWriter,
  Database,
  notFound,
  requireCaller,
  unwrap,
  WritePath,
  type CreateOptions,
  type ListQuery,
  type Page,
  type UpdateOptions,
  placeRule,
  type ResourceAccess,
  type Statement,
  type WriteOutcome,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type EntityPatch, type NewEntity } from './entity-input';
import {
  recordAccess,
  refuseCreate,
  refuseValues,
  visibleRecords,
  writeRights,
} from './access/record-access';
import { RecordReaders } from './access/record-readers';
import { brokenConstraint, metadataTooLarge } from './entity.errors';
import { assertMay } from './entity.policy';
import { ENTITY_LIST, LIVE, TRASH_LIST, TRASHED, waitingForReview } from './persistence/entity.list';
import { ENTITY_RESOURCE } from './persistence/entity.resource';
import { TypeCatalogue } from './types/type-catalogue';
import { TypedRecords } from './types/typed-records';

const getText = (from: string) =>
  `select ${ENTITY_LIST.select.join(', ')} from ${from} where e.id = $1::bigint and e.deleted_at is null`;
const GET_TEXT = getText('entities e');

type WriteSettings = Pick<UpdateOptions, 'ifMatch' | 'executor' | 'action' | 'reason' | 'note'>;

/**
 * Records: one method per use case, each under the rights of the caller of the running work.
 * Errors: 403 without the permission, 404 absent or in the trash, 412 where `ifMatch` is not the current version.
 */
@Injectable()
export class EntitiesService {
  private readonly records: WritePath<Entity>;
  private readonly typed: TypedRecords;
  private readonly live: RecordReaders<Entity>;
  private readonly trashed: RecordReaders<Entity>;

  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
    types: TypeCatalogue,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
    this.typed = new TypedRecords(database, this.records, types);
    this.live = new RecordReaders<Entity>(database, ENTITY_LIST);
    this.trashed = new RecordReaders<Entity>(database, TRASH_LIST);
  }

  /** A page of records, of the trash where the query has the flag `trash`. */
  async list(query: ListQuery): Promise<Page<Entity>> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:read'));
    assertUsableQuery(access, ENTITY_LIST, query);
    const { from, table, rules: seen } = visibleRecords(access);
    const rules = query.flags.has('unreviewed') ? [...seen, waitingForReview(table)] : seen;
    if (!query.flags.has('trash')) return this.live.of(from).page(query, LIVE, ...rules);
    // Whoever looks into the trash wants to know since when things are there.
    const fields = query.fields && [...query.fields, 'deleted_at'];
    return this.trashed.of(from).page({ ...query, fields }, TRASHED, ...rules);
  }

  async get(id: number): Promise<Entity> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:read'));
    const [row] = await this.database.query<Entity>(getStatement(access, id));
    if (!row) throw notFound('record');
    return row;
  }

  /** A new record, owned by the caller. */
  async create(values: NewEntity, options: Pick<CreateOptions, 'executor'> = {}): Promise<Entity> {
    const caller = assertMay(requireCaller(), 'entity:create');
    const access = recordAccess(caller);
    await this.refuse('entity.create', null, refuseCreate(access, values, caller.user_id));
    const created = this.typed.create({ ...values, owner_id: caller.user_id }, options);
    return access.mask((await withEntityErrors(created)).row);
  }

  /** Sets the given fields; those left out stay, metadata is replaced as a whole. */
  async replace(id: number, values: EntityPatch, settings: WriteSettings = {}): Promise<Entity> {
    return this.write(id, values, settings);
  }

  /** Sets the given fields; metadata is a merge patch (RFC 7396). */
  async merge(id: number, values: EntityPatch, settings: WriteSettings = {}): Promise<Entity> {
    return this.write(id, values, { ...settings, merge: ['metadata'] });
  }

  async setStatus(id: number, status: EntityStatus, settings: WriteSettings = {}): Promise<Entity> {
    return this.write(id, { status }, { ...settings, action: 'entity.update_status' });
  }

  /** Moves a record to the trash. */
  async trash(id: number, settings: WriteSettings = {}): Promise<void> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:delete'));
    unwrap(await this.records.trash(id, { ...settings, ...writeRights(access, 'delete') }), 'record');
  }

  /** Takes a record out of the trash. */
  async restore(id: number, settings: WriteSettings = {}): Promise<Entity> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:delete'));
    const rights = writeRights(access, 'delete');
    return access.mask(unwrap(await this.records.restore(id, { ...settings, ...rights }), 'record'));
  }

  /** Deletes a record for good, whether it is in the trash or not. */
  async purge(id: number, settings: WriteSettings = {}): Promise<void> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:purge'));
    unwrap(await this.records.remove(id, { ...settings, ...writeRights(access, 'delete') }), 'record');
  }

  private async write(id: number, values: EntityPatch, options: UpdateOptions): Promise<Entity> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:update'));
    await this.refuse('entity.update', id, refuseValues(access, values));
    const settings = { ...options, ...writeRights(access, 'update') };
    const given = Object.values(values).some((value) => value !== undefined);
    // Nothing given changes nothing, but whoever may not see the record or has an old version is still told so.
    const outcome: WriteOutcome<Entity> = given
      ? await withEntityErrors(this.typed.update(id, values, settings))
      : await this.records.update(id, {}, { ...settings, expressions: { status: 't.status' } });
    return access.mask(unwrap(outcome, 'record'));
  }

  /** Throws a refusal, if it is one, and keeps it in the audit log as the write path does. */
  private async refuse(action: string, id: number | null, error: Error | null): Promise<void> {
    if (!error) return;
    const target = id === null ? {} : { entity_id: id };
    await this.audit.record({
      action,
      outcome: 'refused',
      entity_type: 'entity',
      ...target,
      reason: error.message,
    });
    throw error;
  }
}

function getStatement(access: ResourceAccess, id: number): Statement {
  const { from, rules } = visibleRecords(access);
  if (rules.length === 0) return { name: 'entity_get', text: GET_TEXT, values: [id] };
  const values: unknown[] = [id];
  return { text: `${getText(from)} and (${placeRule(allOf(...rules), values)})`, values };
}

async function withEntityErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (brokenConstraint(error) === 'ck_entities_metadata') throw metadataTooLarge();
    throw error;
  }
}
