import { EntityReportsService } from '@bureau/entities';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { filterSchema } from './filter-clause';
import { recordFilters } from './record-filter';
import { TOOL } from './tool-names';
import { type AggregateResult } from './tool-results';

/** Groups that one answer holds: more say nothing to a reader. */
const MAX_GROUPS = 100;

const schema = z.strictObject({
  metric: z.enum(['count', 'sum', 'avg', 'min', 'max']),
  field: z.string().max(200).optional().describe('what is added up or compared; not for count'),
  group_by: z
    .string()
    .max(200)
    .optional()
    .describe('a column or metadata.<path>; one group of all where absent'),
  filter: filterSchema.optional(),
  q: z.string().min(1).max(200).optional(),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class AggregateRecordsTool implements ReadingTool<Input> {
  readonly name = TOOL.aggregateRecords;
  readonly effect = 'none';
  readonly description =
    'Counts records, or adds up, averages or compares a field of them, over all that match or by group. Use it for every question of how many or how much.';
  readonly schema = schema;

  constructor(private readonly reports: EntityReportsService) {}

  summary({ metric, field, group_by }: Input): string {
    return `${metric === 'count' ? 'Count records' : `Compute ${metric} of ${field}`}${group_by ? ` by ${group_by}` : ''}`;
  }

  async run({ metric, field, group_by, filter, q }: Input) {
    const groups = await this.reports.aggregate({
      filters: recordFilters(filter, q),
      function: metric,
      field,
      group_by,
      limit: MAX_GROUPS + 1,
    });
    const content: AggregateResult = {
      groups: groups.slice(0, MAX_GROUPS),
      more: groups.length > MAX_GROUPS,
    };
    return {
      content,
      summary: group_by
        ? `${content.groups.length}${content.more ? '+' : ''} groups`
        : `${groups[0]?.count ?? 0} records`,
    };
  }
}
