import { type NewRelationType, type RelationTypeInfo } from '@bureau/contracts';
import {
  commonError,
  Database,
  type ListQuery,
  ListReader,
  notFound,
  type Page,
  requireCaller,
  unwrap,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { brokenConstraint } from '../entity.errors';
import { assertMay } from '../entity.policy';
import { RELATION_TYPE_LIST, RELATION_TYPE_RESOURCE } from '../persistence/relation-type.resource';
import { typeInUse, typeNameTaken } from '../types/type.errors';

const GET_TEXT = `select ${RELATION_TYPE_LIST.select.join(', ')} from relation_types e
  where case when $1::text ~ '^\\d+$' then e.id = $1::bigint else e.name = $1::text end`;

/**
 * Types of relations and their rules, which the database keeps for every new relation, whoever makes it. Relations that
 * were there before a rule stay.
 */
@Injectable()
export class RelationTypesService {
  private readonly types: WritePath<RelationTypeInfo>;
  private readonly reader: ListReader<RelationTypeInfo>;

  constructor(private readonly database: Database) {
    this.types = new WritePath(database, RELATION_TYPE_RESOURCE);
    this.reader = new ListReader<RelationTypeInfo>(database, RELATION_TYPE_LIST);
  }

  async list(query: ListQuery): Promise<Page<RelationTypeInfo>> {
    assertMay(requireCaller(), 'entity_type:read');
    return this.reader.page(query);
  }

  /** @param key the id or the name. @throws 404 */
  async get(key: number | string): Promise<RelationTypeInfo> {
    assertMay(requireCaller(), 'entity_type:read');
    const [type] = await this.database.query<RelationTypeInfo>({
      name: 'relation_type_get',
      text: GET_TEXT,
      values: [String(key)],
    });
    if (!type) throw notFound('type');
    return type;
  }

  /** @throws 400 for rules that contradict each other, 409 where the name is taken */
  async create({
    name,
    title = name.replaceAll('_', ' '),
    ...values
  }: NewRelationType): Promise<RelationTypeInfo> {
    assertMay(requireCaller(), 'entity_type:update');
    const inverse_title = values.inverse_title ?? title;
    return (await withTypeErrors(this.types.create({ ...values, name, title, inverse_title }))).row;
  }

  /** Sets the given fields; those left out stay. */
  async update(
    key: number | string,
    values: Partial<Omit<NewRelationType, 'name'>>,
    ifMatch: number | null,
  ): Promise<RelationTypeInfo> {
    assertMay(requireCaller(), 'entity_type:update');
    const { id } = await this.get(key);
    if (Object.values(values).every((value) => value === undefined)) return this.get(id);
    return unwrap(await withTypeErrors(this.types.update(id, { ...values }, { ifMatch })), 'type');
  }

  /** @throws 409 while relations have it */
  async remove(key: number | string, ifMatch: number | null): Promise<void> {
    assertMay(requireCaller(), 'entity_type:update');
    const { id, name } = await this.get(key);
    const removed = this.types.remove(id, { ifMatch }).catch(async (error: unknown) => {
      if (brokenConstraint(error) !== 'fk_entity_relations_type') throw error;
      throw typeInUse('relations', await this.count(name));
    });
    unwrap(await removed, 'type');
  }

  private async count(name: string): Promise<number> {
    const [row] = await this.database.query<{ relations: number }>({
      text: 'select count(*) as relations from entity_relations where relation_type = $1::text',
      values: [name],
    });
    return row?.relations ?? 0;
  }
}

async function withTypeErrors<T>(write: Promise<T>): Promise<T> {
  return write.catch((error: unknown) => {
    const constraint = brokenConstraint(error);
    if (constraint === 'uq_relation_types_name') throw typeNameTaken();
    if (constraint !== 'ck_relation_types_cycles') throw error;
    const detail = 'Symmetric relations, and those of a record to itself, are cycles: they must be allowed.';
    throw commonError('VALIDATION_FAILED', detail, {
      errors: [{ pointer: '/cycles_allowed', code: 'RULES_CONTRADICT', detail }],
    });
  });
}
