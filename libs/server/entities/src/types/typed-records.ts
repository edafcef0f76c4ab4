import { type Entity } from '@bureau/contracts';
import {
  type CreateOptions,
  type CreateOutcome,
  type Database,
  type Executor,
  GuardNotMet,
  type SqlRule,
  type UpdateOptions,
  type WriteOutcome,
  type WritePath,
} from '@bureau/platform';
import { type EntityPatch, type NewEntity } from '../entity-input';
import { type KnownType, type TypeCatalogue } from './type-catalogue';
import { metadataInvalid, unknownType } from './type.errors';

/** A schema that is changed at the very moment is read again so often. */
const MAX_ATTEMPTS = 3;
/** The record as locked has no type that is declared, so that any metadata will do. */
const UNTYPED: SqlRule = {
  text: 'not exists (select from entity_types t where t.name = e.type)',
  values: [],
};

/**
 * Writes of records whose type says what their metadata must be. Records without a declared type, and writes that touch
 * neither type nor metadata, are one statement as ever; so is a write that gives both whole. Only where the outcome
 * depends on what is stored is it looked at, in the transaction that wrote it.
 */
export class TypedRecords {
  constructor(
    private readonly database: Database,
    private readonly records: WritePath<Entity>,
    private readonly types: TypeCatalogue,
  ) {}

  /** @throws 422 for an unknown type, or metadata that is not as it asks */
  async create(
    values: NewEntity & { owner_id: number },
    options: CreateOptions,
  ): Promise<CreateOutcome<Entity>> {
    const { type } = values;
    if (type === undefined || type === null) return this.records.create({ ...values }, options);
    for (let attempt = 1; ; attempt++) {
      const known = await this.types.find(type);
      if (known) assertConforms(known, values.metadata ?? {});
      try {
        return await this.records.create(
          { ...values },
          { ...options, guard: known ? stands(known) : noTypes() },
        );
      } catch (error) {
        if (!(error instanceof GuardNotMet)) throw error;
        const now = await this.types.reload();
        if (!now.has(type) || attempt === MAX_ATTEMPTS) throw unknownType(type);
      }
    }
  }

  /** @throws 422 for an unknown type, or metadata that is not as it asks */
  async update(id: number, values: EntityPatch, options: UpdateOptions): Promise<WriteOutcome<Entity>> {
    const { type, metadata } = values;
    if (type === null || (type === undefined && metadata === undefined))
      return this.plain(id, values, options);
    if (type === undefined) {
      const outcome = await this.plain(id, values, { ...options, guard: UNTYPED });
      return outcome.outcome === 'conflict' ? this.checked(id, values, options) : outcome;
    }
    const known = await this.types.find(type);
    if (!known) return this.undeclared(id, type, values, options);
    const whole = metadata !== undefined && !options.merge && !keepsAny(options);
    if (!whole) return this.checked(id, values, options);
    assertConforms(known, metadata);
    const outcome = await this.plain(id, values, { ...options, guard: stands(known) });
    return outcome.outcome === 'conflict' ? this.checked(id, values, options) : outcome;
  }

  /** A type that nobody declared: fine where nobody declared any, or where the record had it before. */
  private async undeclared(
    id: number,
    type: string,
    values: EntityPatch,
    options: UpdateOptions,
  ): Promise<WriteOutcome<Entity>> {
    const guard: SqlRule = {
      text: `not exists (select from entity_types t where t.name = $1::text) and (e.type = $1::text or not exists (select from entity_types))`,
      values: [type],
    };
    const outcome = await this.plain(id, values, { ...options, guard });
    if (outcome.outcome !== 'conflict') return outcome;
    if (await this.types.find(type)) return this.checked(id, values, options);
    throw unknownType(type);
  }

  /** Writes, looks at what it has become, and takes it back where it is not as it must be. */
  private async checked(
    id: number,
    values: EntityPatch,
    options: UpdateOptions,
  ): Promise<WriteOutcome<Entity>> {
    const write = async (executor: Executor) => {
      const outcome = await this.plain(id, values, { ...options, executor });
      if (outcome.outcome !== 'updated' || outcome.row.type === null) return outcome;
      const { type, metadata } = outcome.row;
      const problems = await this.types.problemsOf(executor, type, metadata);
      if (problems.length > 0) throw metadataInvalid(type, problems);
      return outcome;
    };
    return options.executor ? write(options.executor) : this.database.transaction(write);
  }

  private plain(id: number, values: EntityPatch, options: UpdateOptions): Promise<WriteOutcome<Entity>> {
    return this.records.update(id, { ...values }, options);
  }
}

function assertConforms(type: KnownType, metadata: NonNullable<EntityPatch['metadata']>): void {
  const problems = type.problemsOf(metadata);
  if (problems.length > 0) throw metadataInvalid(type.name, problems);
}

/** The type is still as it was when the metadata was checked. */
function stands({ name, version }: KnownType): SqlRule {
  return {
    text: 'exists (select from entity_types t where t.name = $1::text and t.version = $2::int)',
    values: [name, version],
  };
}

function noTypes(): SqlRule {
  return { text: 'not exists (select from entity_types)', values: [] };
}

function keepsAny(options: UpdateOptions): boolean {
  return Object.values(options.keep ?? {}).some((paths) => paths.length > 0);
}
