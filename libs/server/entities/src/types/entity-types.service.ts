import {
  type Entity,
  type EntityType,
  type EntityTypeCheck,
  type JsonObject,
  type NewEntityType,
  type Offender,
} from '@bureau/contracts';
import {
  Database,
  type ListQuery,
  ListReader,
  notFound,
  type Page,
  parseListQuery,
  requireCaller,
  unwrap,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { visibleRecords } from '../access/record-access';
import { assertMay } from '../entity.policy';
import { ENTITY_TYPE_LIST, ENTITY_TYPE_RESOURCE } from '../persistence/entity-type.resource';
import { ENTITY_LIST, LIVE } from '../persistence/entity.list';
import { MetadataSchema } from './schema/metadata-schema';
import { schemaInvalid, typeInUse, typeNameTaken } from './type.errors';

const GET_TEXT = `select ${ENTITY_TYPE_LIST.select.join(', ')} from entity_types e where e.id = $1::bigint`;
const GET_BY_NAME_TEXT = `select ${ENTITY_TYPE_LIST.select.join(', ')} from entity_types e where e.name = $1::text`;
/** Records that one check looks at; a page at a time. */
const MAX_CHECKED = 100_000;
const CHECK_PAGE = 1_000;
const MAX_OFFENDERS = 100;

/** Types of records, made and changed by admins. */
@Injectable()
export class EntityTypesService {
  private readonly types: WritePath<EntityType>;
  private readonly reader: ListReader<EntityType>;
  private readonly records: ListReader<Entity>;

  constructor(private readonly database: Database) {
    this.types = new WritePath(database, ENTITY_TYPE_RESOURCE);
    this.reader = new ListReader<EntityType>(database, ENTITY_TYPE_LIST);
    this.records = new ListReader<Entity>(database, ENTITY_LIST);
  }

  async list(query: ListQuery): Promise<Page<EntityType>> {
    assertMay(requireCaller(), 'entity_type:read');
    return this.reader.page(query);
  }

  /** @param key the id or the name. @throws 404 */
  async get(key: number | string): Promise<EntityType> {
    assertMay(requireCaller(), 'entity_type:read');
    const statement =
      typeof key === 'number'
        ? { name: 'entity_type_get', text: GET_TEXT }
        : { name: 'entity_type_named', text: GET_BY_NAME_TEXT };
    const [type] = await this.database.query<EntityType>({ ...statement, values: [key] });
    if (!type) throw notFound('type');
    return type;
  }

  /** @throws 400 for a schema that cannot be used, 409 where the name is taken */
  async create(values: NewEntityType): Promise<EntityType> {
    assertMay(requireCaller(), 'entity_type:update');
    assertUsable(values.schema);
    const created = this.types.create({ ...values, title: values.title ?? values.name });
    return (
      await created.catch((error: { constraint?: string }) => {
        throw error.constraint === 'uq_entity_types_name' ? typeNameTaken() : error;
      })
    ).row;
  }

  /**
   * Sets the given fields; a schema replaces the old one. Records that are there already stay as they are, until
   * somebody changes their metadata: see {@link check}.
   */
  async update(
    key: number | string,
    values: Partial<Omit<NewEntityType, 'name'>>,
    ifMatch: number | null,
  ): Promise<EntityType> {
    assertMay(requireCaller(), 'entity_type:update');
    assertUsable(values.schema);
    const { id } = await this.get(key);
    if (Object.values(values).every((value) => value === undefined)) return this.get(id);
    return unwrap(await this.types.update(id, { ...values }, { ifMatch }), 'type');
  }

  /** @throws 409 while records have it */
  async remove(key: number | string, ifMatch: number | null): Promise<void> {
    assertMay(requireCaller(), 'entity_type:update');
    const { id, name } = await this.get(key);
    const guard = { text: 'not exists (select from entities r where r.type = e.name)', values: [] };
    const outcome = await this.types.remove(id, { ifMatch, guard });
    if (outcome.outcome === 'conflict') throw typeInUse('records', await this.count(name));
    unwrap(outcome, 'type');
  }

  /**
   * Sets the records of a type against its schema, or against another before it becomes that of the type.
   * @throws 400 for a schema that cannot be used
   */
  async check(key: number | string, draft?: JsonObject): Promise<EntityTypeCheck> {
    assertMay(requireCaller(), 'entity_type:update');
    const type = await this.get(key);
    const schema = assertUsable(draft ?? type.schema);
    const { from, rules } = visibleRecords();
    const query = parseListQuery(ENTITY_LIST, { type: type.name, sort: 'id', fields: 'name,metadata' });
    const records =
      rules.length === 0 ? this.records : new ListReader<Entity>(this.database, { ...ENTITY_LIST, from });
    const offenders: Offender[] = [];
    let [checked, failing] = [0, 0];
    for await (const rows of records.all(query, CHECK_PAGE, LIVE, ...rules)) {
      if (checked + rows.length > MAX_CHECKED)
        return { checked, conforming: checked - failing, failing, complete: false, offenders };
      checked += rows.length;
      for (const { id, name, version, metadata } of rows) {
        const errors = schema.problemsOf(metadata);
        if (errors.length === 0) continue;
        failing += 1;
        if (offenders.length < MAX_OFFENDERS) offenders.push({ id, name, version, errors });
      }
    }
    return { checked, conforming: checked - failing, failing, complete: true, offenders };
  }

  private async count(name: string): Promise<number> {
    const [row] = await this.database.query<{ records: number }>({
      text: 'select count(*) as records from entities where type = $1::text',
      values: [name],
    });
    return row?.records ?? 0;
  }
}

function assertUsable(schema: JsonObject = {}): MetadataSchema {
  const result = MetadataSchema.of(schema);
  if ('problems' in result) throw schemaInvalid(result.problems);
  return result.schema;
}
