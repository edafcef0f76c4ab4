import { type Executor, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { EscalationsService } from '../escalations/escalations.service';
import { type ToolCallContext, type ToolOutcome, type WritingTool } from './agent-tool';
import { TOOL } from './tool-names';

const MAX_OPTIONS = 10;

const schema = z.strictObject({
  question: z.string().min(1).max(255).describe('one question, as the person will read it'),
  background: z.string().max(5_000).optional().describe('what they need to know to answer it, in Markdown'),
  options: z.array(z.string().min(1).max(200)).max(MAX_OPTIONS).optional().describe('answers to choose from'),
});
type Input = z.infer<typeof schema>;

/** Asks the requester for what nobody but a person can say; the run lies down until there is an answer. */
@Injectable()
export class AskPersonTool implements WritingTool<Input> {
  readonly name = TOOL.askPerson;
  readonly effect = 'internal';
  readonly description =
    'Asks the person you work for, when something that you need is missing or not clear. The answer comes once they gave it.';
  readonly schema = schema;

  constructor(private readonly escalations: EscalationsService) {}

  summary({ question }: Input): string {
    return `Ask: ${question}`;
  }

  async run(
    { question, background, options }: Input,
    { task_id }: ToolCallContext,
    tx: Executor,
  ): Promise<ToolOutcome> {
    const { id, title } = await this.escalations.open(tx, {
      kind: 'question',
      title: question,
      detail: background ?? '',
      context: options ? { options } : {},
      agent_task_id: task_id,
      assigned_to: requireCaller().user_id,
    });
    return { kind: 'asked', escalation: { id, title } };
  }
}
