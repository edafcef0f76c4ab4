import { type JsonObject, type ProblemField } from '@bureau/contracts';
import { Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { MetadataSchema } from './schema/metadata-schema';

/** One type as it was when it was read. */
export interface KnownType {
  name: string;
  version: number;
  problemsOf(metadata: JsonObject): ProblemField[];
}

interface TypeRow {
  name: string;
  version: number;
  schema: JsonObject;
}

/**
 * The types that this process knows, with their schemas ready to use. It may be behind: every write that goes by it
 * says in its own statement which version of the type it was checked against, so that a stale answer is found out
 * there, and only then is anything read again.
 */
@Injectable()
export class TypeCatalogue {
  private types: Map<string, KnownType> | null = null;

  constructor(private readonly database: Database) {}

  /** The type of this name; null where there is none. */
  async find(name: string): Promise<KnownType | null> {
    const known = this.types?.get(name);
    return known ?? (await this.reload()).get(name) ?? null;
  }

  /** Reads all types again. */
  async reload(executor: Executor = this.database): Promise<ReadonlyMap<string, KnownType>> {
    const rows = await executor.query<TypeRow>({
      name: 'entity_types_all',
      text: 'select name, version, schema from entity_types order by id',
    });
    const before = this.types;
    this.types = new Map(rows.map((row) => [row.name, this.ready(row, before?.get(row.name))]));
    return this.types;
  }

  /** What of a record's metadata is not as its type asks, at the version that the type has in this transaction. */
  async problemsOf(executor: Executor, type: string, metadata: JsonObject): Promise<ProblemField[]> {
    const [row] = await executor.query<{ version: number }>({
      name: 'entity_type_version',
      text: 'select version from entity_types where name = $1::text',
      values: [type],
    });
    if (!row) return [];
    const known = this.types?.get(type);
    const current = known?.version === row.version ? known : (await this.reload(executor)).get(type);
    return current?.problemsOf(metadata) ?? [];
  }

  /** Compiling takes milliseconds, and most types are never used in this process. */
  private ready({ name, version, schema }: TypeRow, before: KnownType | undefined): KnownType {
    if (before?.version === version) return before;
    let compiled: MetadataSchema | null = null;
    return {
      name,
      version,
      problemsOf: (metadata) => (compiled ??= usable(name, schema)).problemsOf(metadata),
    };
  }
}

function usable(name: string, schema: JsonObject): MetadataSchema {
  const result = MetadataSchema.of(schema);
  if ('schema' in result) return result.schema;
  throw new Error(`The stored schema of the type ${name} cannot be used: ${result.problems[0]?.detail}`);
}
