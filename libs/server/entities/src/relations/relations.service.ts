import { type EntityRelation, type JsonObject, type RelationType } from '@bureau/contracts';
import {
  Database,
  ListReader,
  notFound,
  requireCaller,
  unwrap,
  WritePath,
  type Executor,
  type ListQuery,
  type Page,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { EntitiesService } from '../entities.service';
import { brokenConstraint, relationExists, relationToSelf } from '../entity.errors';
import { assertMay } from '../entity.policy';
import { RELATION_LIST, RELATION_RESOURCE, type RelationRow } from '../persistence/relation.resource';

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
    return this.reader.page(query, {
      text: '(e.source_id = $1::bigint or e.target_id = $1::bigint)',
      values: [entityId],
    });
  }

  /** @throws 404 where an end is absent or in the trash, 409 where the relation is there already */
  async add(sourceId: number, relation: NewRelation): Promise<EntityRelation> {
    assertMay(requireCaller(), 'entity:update');
    if (sourceId === relation.target_id) throw relationToSelf();
    return this.database.transaction(async (executor) => {
      const ends = await lockEnds(executor, sourceId, relation.target_id);
      const values = { source_id: sourceId, ...relation };
      const { row } = await this.relations.create(values, { executor }).catch((error: unknown) => {
        throw brokenConstraint(error) === 'uq_entity_relations' ? relationExists() : error;
      });
      return { ...row, ...ends };
    });
  }

  /** Takes a relation away, from either of its ends. */
  async remove(entityId: number, relationId: number): Promise<void> {
    assertMay(requireCaller(), 'entity:update');
    const visible = { text: '(e.source_id = $1::bigint or e.target_id = $1::bigint)', values: [entityId] };
    unwrap(await this.relations.remove(relationId, { visible }), 'relation');
  }
}

/** Keeps both ends from going to the trash until the relation is written. */
async function lockEnds(executor: Executor, sourceId: number, targetId: number): Promise<Ends> {
  const rows = await executor.query<{ id: number; name: string }>({
    name: 'relation_ends',
    text: 'select e.id, e.name from entities e where e.id = any($1::bigint[]) and e.deleted_at is null order by e.id for share',
    values: [[sourceId, targetId]],
  });
  const nameOf = (id: number) => rows.find((row) => row.id === id)?.name;
  const [source_name, target_name] = [nameOf(sourceId), nameOf(targetId)];
  if (source_name === undefined || target_name === undefined) throw notFound('record');
  return { source_name, target_name };
}
