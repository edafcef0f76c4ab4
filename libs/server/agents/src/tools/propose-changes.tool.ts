import { type ProposedItem, RELATION_TYPES } from '@bureau/contracts';
import { type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ChangeSetsService } from '../change-sets/change-sets.service';
import { type ToolCallContext, type ToolOutcome, type WritingTool } from './agent-tool';
import { toProposedOutcome } from './proposed-outcome';
import { jsonValue, setClauseSchema } from './set-clause';
import { TOOL } from './tool-names';

/** Changes named one by one; rules over many records belong to propose_update_matching. */
const MAX_CHANGES = 200;

const change = z.strictObject({
  operation: z.enum(['create', 'update', 'delete', 'restore', 'relate', 'unrelate']),
  entity_id: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('the record; the source of a relation; not for create'),
  set: z.array(setClauseSchema).max(50).optional().describe('new values, for create and update'),
  relation_type: z.enum(RELATION_TYPES).optional(),
  target_id: z.number().int().positive().optional().describe('the other end of a relation'),
  reason: z.string().max(1_000).optional(),
  evidence: z
    .record(z.string(), jsonValue)
    .optional()
    .describe('what the reason rests on, for those who approve'),
});

const schema = z.strictObject({
  title: z.string().min(1).max(255),
  reason: z.string().max(5_000).optional(),
  changes: z.array(change).min(1).max(MAX_CHANGES),
});
type Input = z.infer<typeof schema>;

@Injectable()
export class ProposeChangesTool implements WritingTool<Input> {
  readonly name = TOOL.proposeChanges;
  readonly effect = 'internal';
  readonly description =
    'Proposes changes to single records as one change set. People approve or reject it; the answer comes once they have. Nothing changes before.';
  readonly schema = schema;

  constructor(private readonly changeSets: ChangeSetsService) {}

  summary({ title, changes }: Input): string {
    return `Propose ${changes.length} ${changes.length === 1 ? 'change' : 'changes'}: ${title}`;
  }

  async run({ title, reason, changes }: Input, _call: ToolCallContext, tx: Executor): Promise<ToolOutcome> {
    return toProposedOutcome(
      await this.changeSets.propose(tx, { title, reason, items: changes.map(toItem) }),
    );
  }
}

function toItem({
  operation,
  entity_id,
  set = [],
  relation_type,
  target_id,
  reason,
  evidence,
}: z.infer<typeof change>): ProposedItem {
  const related = operation === 'relate' || operation === 'unrelate';
  const ends = [
    ...(relation_type === undefined ? [] : [{ field: 'relation_type', to: relation_type }]),
    ...(target_id === undefined ? [] : [{ field: 'target_id', to: target_id }]),
  ];
  const changes = related ? ends : set.map(({ field, value }) => ({ field, to: value }));
  return { operation, entity_id, ...(changes.length > 0 && { changes }), reason, evidence };
}
