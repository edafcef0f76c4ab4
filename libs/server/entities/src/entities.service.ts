import { type Entity, type EntityStatus } from '@bureau/contracts';
import {
  Database,
  ListReader,
  notFound,
  requireCaller,
  unwrap,
  WritePath,
  type CreateOptions,
  type ListQuery,
  type Page,
  type UpdateOptions,
  type WriteOutcome,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type EntityPatch, type NewEntity } from './entity-input';
import { brokenConstraint, metadataTooLarge } from './entity.errors';
import { assertMay } from './entity.policy';
import { ENTITY_LIST, LIVE, TRASH_LIST, TRASHED } from './persistence/entity.list';
import { ENTITY_RESOURCE } from './persistence/entity.resource';

const GET_TEXT = `select ${ENTITY_LIST.select.join(', ')} from entities e where e.id = $1::bigint and e.deleted_at is null`;

type WriteSettings = Pick<UpdateOptions, 'ifMatch' | 'executor'>;

/**
 * Records: one method per use case, each under the rights of the caller of the running work.
 * Errors: 403 without the permission, 404 absent or in the trash, 412 where `ifMatch` is not the current version.
 */
@Injectable()
export class EntitiesService {
  private readonly records: WritePath<Entity>;
  private readonly live: ListReader<Entity>;
  private readonly trashed: ListReader<Entity>;

  constructor(private readonly database: Database) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
    this.live = new ListReader<Entity>(database, ENTITY_LIST);
    this.trashed = new ListReader<Entity>(database, TRASH_LIST);
  }

  /** A page of records, of the trash where the query has the flag `trash`. */
  async list(query: ListQuery): Promise<Page<Entity>> {
    assertMay(requireCaller(), 'entity:read');
    if (!query.flags.has('trash')) return this.live.page(query, LIVE);
    // Whoever looks into the trash wants to know since when things are there.
    const fields = query.fields && [...query.fields, 'deleted_at'];
    return this.trashed.page({ ...query, fields }, TRASHED);
  }

  async get(id: number): Promise<Entity> {
    assertMay(requireCaller(), 'entity:read');
    const [row] = await this.database.query<Entity>({ name: 'entity_get', text: GET_TEXT, values: [id] });
    if (!row) throw notFound('record');
    return row;
  }

  /** A new record, owned by the caller. */
  async create(values: NewEntity, options: Pick<CreateOptions, 'executor'> = {}): Promise<Entity> {
    const caller = assertMay(requireCaller(), 'entity:create');
    const created = this.records.create({ ...values, owner_id: caller.user_id }, options);
    return (await withEntityErrors(created)).row;
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
    assertMay(requireCaller(), 'entity:delete');
    unwrap(await this.records.trash(id, settings), 'record');
  }

  /** Takes a record out of the trash. */
  async restore(id: number, settings: WriteSettings = {}): Promise<Entity> {
    assertMay(requireCaller(), 'entity:delete');
    return unwrap(await this.records.restore(id, settings), 'record');
  }

  /** Deletes a record for good, whether it is in the trash or not. */
  async purge(id: number, settings: WriteSettings = {}): Promise<void> {
    assertMay(requireCaller(), 'entity:purge');
    unwrap(await this.records.remove(id, settings), 'record');
  }

  private async write(id: number, values: EntityPatch, options: UpdateOptions): Promise<Entity> {
    assertMay(requireCaller(), 'entity:update');
    const given = Object.values(values).some((value) => value !== undefined);
    // Nothing given changes nothing, but whoever may not see the record or has an old version is still told so.
    const outcome: WriteOutcome<Entity> = given
      ? await withEntityErrors(this.records.update(id, { ...values }, options))
      : await this.records.update(id, {}, { ...options, expressions: { status: 't.status' } });
    return unwrap(outcome, 'record');
  }
}

async function withEntityErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (brokenConstraint(error) === 'ck_entities_metadata') throw metadataTooLarge();
    throw error;
  }
}
