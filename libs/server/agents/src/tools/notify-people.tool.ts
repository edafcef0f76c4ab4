import { type AgentMessage } from '@bureau/contracts';
import { AuditWriter, emitEvent, type Executor, notFound, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { addressees, maySeeRecord } from './addressees';
import { type ToolCallContext, type ToolOutcome, type WritingTool } from './agent-tool';
import { TOOL } from './tool-names';
import { type ToldResult } from './tool-results';

/** People of one message; more are a mailing. */
const MAX_PEOPLE = 20;
const MAX_TITLE = 200;
const MAX_MESSAGE = 2_000;

const schema = z.strictObject({
  people: z
    .array(z.string().min(1).max(255))
    .min(1)
    .max(MAX_PEOPLE)
    .describe('e-mail addresses or full names of people of this office'),
  title: z.string().min(1).max(MAX_TITLE),
  message: z.string().min(1).max(MAX_MESSAGE).describe('plain text'),
  record_id: z.number().int().positive().optional().describe('the record that it is about'),
});
type Input = z.infer<typeof schema>;

/** Tells people something inside the office. The events are rows of the call's transaction: each person is told once. */
@Injectable()
export class NotifyPeopleTool implements WritingTool<Input> {
  readonly name = TOOL.notifyPeople;
  readonly effect = 'internal';
  readonly description =
    'Sends a notification to people of this office whom the request names. It reaches them at once and cannot be taken back.';
  readonly schema = schema;

  constructor(private readonly audit: AuditWriter) {}

  summary({ people, title }: Input): string {
    return `Tell ${people.join(', ')}: ${title}`;
  }

  async run(
    { people, title, message, record_id }: Input,
    { task_id }: ToolCallContext,
    tx: Executor,
  ): Promise<ToolOutcome> {
    const caller = requireCaller();
    const recordId = record_id ?? null;
    if (recordId !== null && !(await maySeeRecord(tx, caller, recordId))) throw notFound('record');
    const told = await addressees(tx, people, recordId);
    const [sender] = await tx.query<{ full_name: string }>({
      name: 'agent_message_sender',
      text: 'select full_name from users where id = $1::int',
      values: [caller.user_id],
    });
    for (const { caller: person } of told) {
      const event: AgentMessage = {
        id: task_id,
        change: 'sent',
        user_id: person.user_id,
        title,
        message,
        entity_id: recordId,
        agent: caller.actor.name ?? 'An agent',
        on_behalf_of: sender?.full_name ?? '',
      };
      await emitEvent(tx, 'agent_task.message', { ...event });
    }
    const ids = told.map(({ caller: person }) => person.user_id);
    await this.audit.record(
      {
        action: 'agent_task.notify',
        outcome: 'success',
        entity_type: 'agent_task',
        entity_id: task_id,
        new_values: { people: ids, title, message, ...(recordId !== null && { entity_id: recordId }) },
      },
      tx,
    );
    const content: ToldResult = { told: told.map(({ name }) => name) };
    return {
      kind: 'answer',
      content,
      summary: `Told ${content.told.join(', ')}`,
      effects: { messages: told.length },
    };
  }
}
