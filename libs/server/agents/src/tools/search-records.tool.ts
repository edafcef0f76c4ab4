import { EntitiesService, ENTITY_LIST } from '@bureau/entities';
import { parseListQuery } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { filterSchema } from './filter-clause';
import { recordFilters } from './record-filter';
import { toToolRecord } from './record-view';
import { TOOL } from './tool-names';
import { type SearchResult } from './tool-results';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;

const schema = z.strictObject({
  q: z.string().min(1).max(200).optional().describe('words that must all be in the name or description'),
  filter: filterSchema.optional(),
  sort: z.string().max(200).optional().describe('field, or -field for descending'),
  limit: z.number().int().min(1).max(MAX_LIMIT).optional(),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class SearchRecordsTool implements ReadingTool<Input> {
  readonly name = TOOL.searchRecords;
  readonly effect = 'none';
  readonly description =
    'Finds records by words and conditions. Answers with up to 50 of them and how many match in all.';
  readonly schema = schema;

  constructor(private readonly entities: EntitiesService) {}

  summary({ q, filter = [] }: Input): string {
    const words = q === undefined ? '' : ` for “${q}”`;
    return `Search records${words}${filter.length > 0 ? ` by ${filter.map(({ field }) => field).join(', ')}` : ''}`;
  }

  async run({ q, filter, sort, limit = DEFAULT_LIMIT }: Input) {
    const query = parseListQuery(ENTITY_LIST, { sort, limit: String(limit), count: 'capped' });
    const { rows, total } = await this.entities.list({ ...query, filters: recordFilters(filter, q) });
    const content: SearchResult = {
      records: rows.map(toToolRecord),
      total: `${total?.value ?? rows.length}${total?.capped ? '+' : ''}`,
    };
    return { content, summary: `${content.total} found`, records: rows.map(({ id }) => id) };
  }
}
