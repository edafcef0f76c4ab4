import { EntityReportsService } from '@bureau/entities';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { filterSchema } from './filter-clause';
import { recordFilters } from './record-filter';
import { TOOL } from './tool-names';
import { type DuplicatesResult } from './tool-results';

const MAX_GROUPS = 50;

const schema = z.strictObject({
  field: z.string().min(1).max(200).describe('a column or metadata.<path> whose value the records share'),
  filter: filterSchema.optional(),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class FindDuplicatesTool implements ReadingTool<Input> {
  readonly name = TOOL.findDuplicates;
  readonly effect = 'none';
  readonly description =
    'Finds groups of records that have the same value in a field, largest first. Case, spaces at the ends, http or https and a slash at the end make no difference.';
  readonly schema = schema;

  constructor(private readonly reports: EntityReportsService) {}

  summary({ field }: Input): string {
    return `Find duplicates by ${field}`;
  }

  async run({ field, filter }: Input) {
    const groups = await this.reports.duplicates({
      filters: recordFilters(filter),
      field,
      match: 'normalized',
      limit: MAX_GROUPS + 1,
    });
    const shown = groups
      .slice(0, MAX_GROUPS)
      .map(({ key, count, records }) => ({ value: key, count, ids: records.map(({ id }) => id) }));
    const content: DuplicatesResult = { groups: shown, more: groups.length > MAX_GROUPS };
    return {
      content,
      summary: `${shown.length}${content.more ? '+' : ''} groups`,
      records: shown.flatMap(({ ids }) => ids),
    };
  }
}
