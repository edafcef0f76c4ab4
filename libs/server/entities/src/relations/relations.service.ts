import {
  type EntityRelation,
  type JsonObject,
  type Neighbourhood,
  type RelationType,
} from '@bureau/contracts';
import {
  allOf,
  ANY,
  Database,
  ListReader,
  notFound,
  permissionDenied,
  placeRule,
  requireCaller,
  unwrap,
  WritePath,
  type Executor,
  type ListQuery,
  type Page,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import {
  recordAccess,
  relationRights,
  visibleEnds,
  visibleLive,
  visibleRecords,
} from '../access/record-access';
import { EntitiesService } from '../entities.service';
import { withRelationErrors } from '../entity.errors';
import { assertMay } from '../entity.policy';
import { RELATION_LIST, RELATION_RESOURCE, type RelationRow } from '../persistence/relation.resource';
import { neighbourhood, type NeighbourhoodRequest } from './neighbourhood';

/** What a new relation says, beside the record that it starts from. */
export interface NewRelation {
  target_id: number;
  relation_type: RelationType;
  metadata?: JsonObject;
}

interface Ends {
  source_name: string;
  target_name: string;
}

/** Relations between records; whoever may change records may relate them. */
@Injectable()
export class RelationsService {
  private readonly relations: WritePath<RelationRow>;
  private readonly reader: ListReader<EntityRelation>;

  constructor(
    private readonly database: Database,
    private readonly entities: EntitiesService,
  ) {
    this.relations = new WritePath(database, RELATION_RESOURCE);
    this.reader = new ListReader<EntityRelation>(database, RELATION_LIST);
  }

  /** A page of the relations that start or end at a record. */
  async list(entityId: number, query: ListQuery): Promise<Page<EntityRelation>> {
    await this.entities.get(entityId);
    return this.reader.page(query, startsOrEndsAt(entityId), ...visibleEnds());
  }

  /** The records around one, as far as the caller may see them. @throws 404 */
  async neighbourhood(id: number, request: NeighbourhoodRequest): Promise<Neighbourhood> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:read'));
    const found = await neighbourhood(this.database, id, request, visibleRecords(access));
    if (!found) throw notFound('record');
    return found;
  }

  /** @throws 404 where an end is absent or in the trash, 409 where the relation is there already */
  async add(sourceId: number, relation: NewRelation, tx?: Executor): Promise<EntityRelation> {
    assertMay(requireCaller(), 'entity:update');
    const write = async (executor: Executor) => {
      const ends = await lockEnds(executor, sourceId, relation.target_id);
      const values = { source_id: sourceId, ...relation };
      const { row } = await withRelationErrors(this.relations.create(values, { executor }));
      return { ...row, ...ends };
    };
    return tx ? write(tx) : this.database.transaction(write);
  }

  /** Takes a relation away, from either of its ends. */
  async remove(entityId: number, relationId: number): Promise<void> {
    assertMay(requireCaller(), 'entity:update');
    const { visible = ANY, writable } = relationRights();
    const rights = { visible: allOf(startsOrEndsAt(entityId), visible), writable };
    unwrap(await this.relations.remove(relationId, rights), 'relation');
  }

  /** Takes away the relation of this type between two records. @throws 404 where there is none */
  async removeBetween(sourceId: number, relation: NewRelation, executor?: Executor): Promise<void> {
    assertMay(requireCaller(), 'entity:update');
    const [row] = await (executor ?? this.database).query<{ id: number }>({
      name: 'relation_between',
      text: 'select id from entity_relations where source_id = $1::bigint and target_id = $2::bigint and relation_type = $3::text',
      values: [sourceId, relation.target_id, relation.relation_type],
    });
    if (!row) throw notFound('relation');
    unwrap(await this.relations.remove(row.id, { executor, ...relationRights() }), 'relation');
  }
}

function startsOrEndsAt(entityId: number): SqlRule {
  return { text: '(e.source_id = $1::bigint or e.target_id = $1::bigint)', values: [entityId] };
}

/** Keeps both ends from going to the trash until the relation is written. */
async function lockEnds(executor: Executor, sourceId: number, targetId: number): Promise<Ends> {
  const access = recordAccess();
  const values: unknown[] = [[sourceId, targetId]];
  const seen = placeRule(visibleLive(access), values);
  const may = placeRule(access.rows('update'), values);
  const rows = await executor.query<{ id: number; name: string; may_write: boolean | null }>({
    ...(!access.narrowed && { name: 'relation_ends' }),
    text: `select e.id, e.name, (${may}) as may_write from entities e where e.id = any($1::bigint[]) and ${seen} order by e.id for share`,
    values,
  });
  const nameOf = (id: number) => rows.find((row) => row.id === id)?.name;
  const [source_name, target_name] = [nameOf(sourceId), nameOf(targetId)];
  if (source_name === undefined || target_name === undefined) throw notFound('record');
  if (!rows.find(({ id }) => id === sourceId)?.may_write)
    throw permissionDenied('You may not change this record.');
  return { source_name, target_name };
}
