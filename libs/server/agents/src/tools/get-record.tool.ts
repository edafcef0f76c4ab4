import { EntitiesService, RELATION_LIST, RelationsService } from '@bureau/entities';
import { parseListQuery } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { toToolRecord } from './record-view';
import { TOOL } from './tool-names';
import { type RecordResult } from './tool-results';

/** Relations shown with a record: enough to understand it. */
const MAX_RELATIONS = '50';

const schema = z.strictObject({ id: z.number().int().positive() });
type Input = z.infer<typeof schema>;

@Injectable()
export class GetRecordTool implements ReadingTool<Input> {
  readonly name = TOOL.getRecord;
  readonly effect = 'none';
  readonly description = 'Reads one record by its id, with its metadata and its relations to other records.';
  readonly schema = schema;

  constructor(
    private readonly entities: EntitiesService,
    private readonly relations: RelationsService,
  ) {}

  summary({ id }: Input): string {
    return `Read record ${id}`;
  }

  async run({ id }: Input) {
    const entity = await this.entities.get(id);
    const { rows } = await this.relations.list(id, parseListQuery(RELATION_LIST, { limit: MAX_RELATIONS }));
    const content: RecordResult = {
      record: toToolRecord(entity),
      relations: rows.map(({ source_name, relation_type, target_name }) => ({
        source: source_name,
        relation_type,
        target: target_name,
      })),
    };
    return { content, summary: entity.name, records: [entity.id] };
  }
}
