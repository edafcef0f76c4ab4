import { EntitiesService } from '@bureau/entities';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { compareRecords } from './compare-fields';
import { toToolRecord } from './record-view';
import { TOOL } from './tool-names';

/** Columns of a table that somebody still reads. */
const MAX_RECORDS = 10;

const schema = z.strictObject({
  ids: z.array(z.number().int().positive()).min(2).max(MAX_RECORDS),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class CompareRecordsTool implements ReadingTool<Input> {
  readonly name = TOOL.compareRecords;
  readonly effect = 'none';
  readonly description =
    'Sets two to ten records side by side, field by field: what all of them share and where they differ.';
  readonly schema = schema;

  constructor(private readonly entities: EntitiesService) {}

  summary({ ids }: Input): string {
    return `Compare records ${ids.join(', ')}`;
  }

  async run({ ids }: Input) {
    const different = [...new Set(ids)];
    const records = await Promise.all(different.map(async (id) => toToolRecord(await this.entities.get(id))));
    const content = compareRecords(records);
    return { content, summary: `${content.different.length} fields differ`, records: different };
  }
}
