import { EntityHistoryService, HISTORY_LIST } from '@bureau/entities';
import { parseListQuery } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ReadingTool } from './agent-tool';
import { TOOL } from './tool-names';
import { type HistoryResult } from './tool-results';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 50;

const schema = z.strictObject({
  id: z.number().int().positive(),
  limit: z.number().int().min(1).max(MAX_LIMIT).optional(),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class ReadHistoryTool implements ReadingTool<Input> {
  readonly name = TOOL.readHistory;
  readonly effect = 'none';
  readonly description =
    'Reads what happened to one record, newest first: when, who or which agent, in whose name, why, and which values changed.';
  readonly schema = schema;

  constructor(private readonly history: EntityHistoryService) {}

  summary({ id }: Input): string {
    return `Read the history of record ${id}`;
  }

  async run({ id, limit = DEFAULT_LIMIT }: Input) {
    const page = await this.history.list(id, parseListQuery(HISTORY_LIST, { limit: String(limit) }));
    const content: HistoryResult = {
      record_id: id,
      entries: page.rows.map(({ at, action, version, actor, reason, changes }) => ({
        at,
        action,
        version,
        by: actor.name ?? actor.type,
        reason,
        changes,
      })),
      more: page.next !== null,
    };
    return { content, summary: `${content.entries.length}${content.more ? '+' : ''} entries`, records: [id] };
  }
}
