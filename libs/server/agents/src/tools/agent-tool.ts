import { type Executor } from '@bureau/platform';
import { type z } from 'zod';
import { type UsageDelta } from '../limits/task-usage';

/** What a tool knows of the call that it serves. Rights come from the context's caller, taken afresh for each call. */
export interface ToolCallContext {
  task_id: number;
  /** Records that were handed over with the task. */
  entity_ids: readonly number[];
  /** Records that the task has read so far: the only ones that it may refer to. */
  read: ReadonlySet<number>;
  signal: AbortSignal;
}

/** What a tool found: JSON for the model, one line for people who watch. */
export interface ToolAnswer {
  content: object;
  summary: string;
  /** Ids of the records that it showed. */
  records?: readonly number[];
}

/** What a writing call proposed or sent, as far as it counts against the task's limits. */
export type Effects = Pick<UsageDelta, 'records' | 'fields' | 'deletes' | 'messages'>;

/** What a writing call came to. */
export type ToolOutcome = { effects?: Effects } & (
  | ({ kind: 'answer' } & ToolAnswer)
  /** Somebody is asked; the answer becomes the call's answer. */
  | { kind: 'asked'; escalation: { id: number; title: string } }
  /** Nothing is settled before people decide on the change set; their decision becomes the call's answer. */
  | {
      kind: 'proposed';
      change_set_id: number;
      title: string;
      items: number;
      escalation: { id: number; title: string } | null;
    }
);

interface ToolText<Input> {
  name: string;
  /** What models are told. */
  description: string;
  schema: z.ZodType<Input>;
  /** What the call is about, in one line for people who watch. */
  summary(input: Input): string;
}

/** A tool that only reads: an interrupted call is simply made again. */
export interface ReadingTool<Input> extends ToolText<Input> {
  effect: 'none';
  run(input: Input, context: ToolCallContext): Promise<ToolAnswer>;
}

/** A tool that writes in our database: its effect and its ledger row are one transaction, so it happens exactly once. */
export interface WritingTool<Input> extends ToolText<Input> {
  effect: 'internal';
  run(input: Input, context: ToolCallContext, tx: Executor): Promise<ToolOutcome>;
}

/** Any reading tool: what `run` is given has passed its own schema. */
export type AnyReadingTool = Omit<ReadingTool<never>, 'schema'> & { schema: z.ZodType };
/** Any writing tool: what `run` is given has passed its own schema. */
export type AnyWritingTool = Omit<WritingTool<never>, 'schema'> & { schema: z.ZodType };
export type AgentTool = AnyReadingTool | AnyWritingTool;
