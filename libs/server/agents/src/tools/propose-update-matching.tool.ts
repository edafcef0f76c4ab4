import { ENTITY_LIST, LIVE, recordAccess } from '@bureau/entities';
import { assertUsableQuery, type Executor, filterRule } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ChangeSetsService } from '../change-sets/change-sets.service';
import { type ToolCallContext, type ToolOutcome, type WritingTool } from './agent-tool';
import { filterSchema } from './filter-clause';
import { toProposedOutcome } from './proposed-outcome';
import { recordFilters } from './record-filter';
import { setClauseSchema } from './set-clause';
import { TOOL } from './tool-names';

const schema = z.strictObject({
  title: z.string().min(1).max(255),
  reason: z.string().max(5_000).optional(),
  filter: filterSchema.describe('which records; an empty list means every record'),
  q: z.string().min(1).max(200).optional(),
  set: z.array(setClauseSchema).min(1).max(50),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class ProposeUpdateMatchingTool implements WritingTool<Input> {
  readonly name = TOOL.proposeUpdateMatching;
  readonly effect = 'internal';
  readonly description =
    'Proposes to set the same fields of every record that matches the conditions, as one change set. People approve or reject it; the answer comes once they have. Nothing changes before.';
  readonly schema = schema;

  constructor(private readonly changeSets: ChangeSetsService) {}

  summary({ title, set }: Input): string {
    return `Propose to set ${set.map(({ field }) => field).join(', ')} of matching records: ${title}`;
  }

  async run(
    { title, reason, filter, q, set }: Input,
    _call: ToolCallContext,
    tx: Executor,
  ): Promise<ToolOutcome> {
    const filters = recordFilters(filter, q);
    assertUsableQuery(recordAccess(), ENTITY_LIST, { filters });
    const matching = filterRule(filters, LIVE);
    const changes = set.map(({ field, value }) => ({ field, to: value }));
    return toProposedOutcome(await this.changeSets.proposeMatching(tx, { title, reason, matching, changes }));
  }
}
