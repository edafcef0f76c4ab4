import { type JsonObject } from '@bureau/contracts';
import { type Executor, type ProblemError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { TypeCatalogue } from './type-catalogue';
import { metadataInvalid, unknownType } from './type.errors';

interface TypedRow {
  id: number;
  type: string;
  metadata: JsonObject;
  declared: boolean;
  any_type: boolean;
}

const TEXT = `
select e.id, e.type, e.metadata, t.id is not null as declared, exists (select from entity_types) as any_type
from entities e left join entity_types t on t.name = e.type
where e.id = any($1::bigint[]) and e.type is not null and (t.id is not null or e.id = any($2::bigint[]))`;

/** Looks at records that a batch has just written, before its transaction commits. */
@Injectable()
export class BatchConformance {
  constructor(private readonly types: TypeCatalogue) {}

  /**
   * @param written ids of records whose type or metadata the batch wrote
   * @param typed those of them whose type it wrote: only these can have a type that there is not
   * @returns what is wrong with which record; empty where the transaction may commit
   */
  async offenders(
    executor: Executor,
    written: readonly number[],
    typed: readonly number[],
  ): Promise<Map<number, ProblemError>> {
    const offenders = new Map<number, ProblemError>();
    if (written.length === 0) return offenders;
    const rows = await executor.query<TypedRow>({
      name: 'entities_typed',
      text: TEXT,
      values: [written, typed],
    });
    if (!rows.some((row) => row.any_type)) return offenders;
    const types = await this.types.reload(executor);
    for (const { id, type, metadata, declared } of rows) {
      const problems = types.get(type)?.problemsOf(metadata) ?? [];
      if (!declared) offenders.set(id, unknownType(type));
      else if (problems.length > 0) offenders.set(id, metadataInvalid(type, problems));
    }
    return offenders;
  }
}
