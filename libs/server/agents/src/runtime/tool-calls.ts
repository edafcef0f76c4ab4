import { type EscalationKind, type JsonObject, type JsonValue } from '@bureau/contracts';
import { Database, emptyContext, runInContext } from '@bureau/platform';
import { ToolMessage } from '@langchain/core/messages';
import { z } from 'zod';
import { TaskEvents, type NewTaskEvent } from '../events/task-events';
import {
  type AgentTool,
  type AnyReadingTool,
  type AnyWritingTool,
  type ToolAnswer,
  type ToolCallContext,
  type ToolOutcome,
} from '../tools/agent-tool';
import { usedOf } from '../limits/task-usage';
import { toolErrorText } from '../tools/tool-error';
import { agentCaller } from './agent-caller';
import { MAX_TOOL_TEXT } from './limits';
import { type Requesters } from './requesters';
import { type JournalEntry, type Recorded, type TaskJournal } from './task-journal';
import { type TaskRun, usedBy } from './task-run';

/** A tool call as the model wrote it. */
export interface ModelToolCall {
  id?: string;
  name: string;
  args: Record<string, unknown>;
}

interface Call {
  id: string;
  name: string;
  input: JsonObject;
  startedAt: number;
}

const ONE_CALL = { tool_calls: 1 };

/** The output of a settled call, as the ledger keeps it. */
interface RecordedOutput {
  ok: boolean;
  text: string;
  /** Ids of the records that the model was shown. */
  records?: readonly number[];
}

/**
 * The tool calls of a run. Each is written in the ledger before it happens; a call that writes does so in the
 * transaction that settles its ledger row; a settled call is never made again.
 */
export class ToolCalls {
  constructor(
    private readonly run: TaskRun,
    private readonly journal: TaskJournal,
    private readonly database: Database,
    private readonly requesters: Requesters,
    private readonly events: TaskEvents,
  ) {}

  /** The call's result for the model: recorded, or obtained and recorded. */
  async call({ id = '', name, args }: ModelToolCall): Promise<ToolMessage> {
    const { ledger, tools, keeper } = this.run;
    const recorded = ledger.get('tool', id);
    if (recorded && recorded.status !== 'started') return toolMessage(id, name, outputOf(recorded.output));
    if (!recorded) keeper.beforeCall('tool', usedBy(this.run));
    const call: Call = { id, name, input: withoutNulls(args), startedAt: Date.now() };
    const tool = tools.get(name);
    const parsed = tool?.schema.safeParse(call.input);
    const summary = tool && parsed?.success ? tool.summary(parsed.data as never) : name;
    await this.record({
      step: { ...stepOf(call), status: 'started' },
      events: recorded
        ? []
        : [{ type: 'tool.started', data: { call_id: id, tool: name, input: call.input, summary } }],
    });
    ledger.note(stepOf(call), 'started');
    if (!tool || !parsed)
      return this.settle(
        call,
        refused(`There is no tool ${name}. Use one of ${[...tools.keys()].join(', ')}.`),
        'unknown tool',
      );
    if (!parsed.success)
      return this.settle(
        call,
        refused(`The input is not valid:\n${z.prettifyError(parsed.error)}`),
        'invalid input',
      );
    return this.make(call, tool, parsed.data as never);
  }

  private async make(call: Call, tool: AgentTool, input: never): Promise<ToolMessage> {
    try {
      const { task, agent, signal } = this.run;
      const caller = agentCaller(await this.requesters.callerFor(task), agent);
      const context: ToolCallContext = {
        task_id: task.id,
        entity_ids: task.entity_ids,
        read: this.run.ledger.recordsRead(),
        signal,
      };
      const scope = {
        ...emptyContext(`task-${task.id}-${this.run.ref.lease_epoch}`),
        caller,
        agent_task_id: task.id,
      };
      return await runInContext(scope, () =>
        tool.effect === 'none'
          ? this.read(call, tool, input, context)
          : this.write(call, tool, input, context),
      );
    } catch (error) {
      const text = toolErrorText(error);
      if (text === null) throw error;
      return this.settle(call, refused(text), firstLine(text));
    }
  }

  private async read(
    call: Call,
    tool: AnyReadingTool,
    input: never,
    context: ToolCallContext,
  ): Promise<ToolMessage> {
    const answer = await tool.run(input, context);
    return this.settle(call, outputText(answer), answer.summary);
  }

  /** Effect, audit rows and ledger row are one transaction, only under our lease, and only within the limits. */
  private async write(
    call: Call,
    tool: AnyWritingTool,
    input: never,
    context: ToolCallContext,
  ): Promise<ToolMessage> {
    const { keeper, ledger } = this.run;
    const { outcome, recorded } = await this.database.transaction(async (tx) => {
      const outcome = await tool.run(input, context, tx);
      const recorded = await this.journal.record(this.run.ref, entryOf(call, outcome), tx);
      keeper.afterEffect(usedOf(recorded.usage, 0));
      return { outcome, recorded };
    });
    this.run.usage = recorded.usage;
    this.events.publish(recorded.events);
    if (outcome.kind === 'answer') {
      ledger.note(stepOf(call), 'done', { output: toJson(outputText(outcome)) });
      return toolMessage(call.id, call.name, outputText(outcome));
    }
    ledger.note(stepOf(call), 'waiting');
    return toolMessage(call.id, call.name, outputOf(null));
  }

  private async settle(call: Call, output: RecordedOutput, summary: string): Promise<ToolMessage> {
    const status = output.ok ? 'done' : 'failed';
    await this.record({
      step: { ...stepOf(call), status, output: toJson(output) },
      usage: ONE_CALL,
      events: [finished(call, output.ok, summary)],
    });
    this.run.ledger.note(stepOf(call), status, { output: toJson(output) });
    return toolMessage(call.id, call.name, output);
  }

  private async record(entry: JournalEntry): Promise<Recorded> {
    const recorded = await this.journal.record(this.run.ref, entry);
    this.run.usage = recorded.usage;
    return recorded;
  }
}

/** What a writing call leaves in the ledger and tells those who watch. */
function entryOf(call: Call, outcome: ToolOutcome): JournalEntry {
  const step = stepOf(call);
  const usage = { ...ONE_CALL, ...outcome.effects };
  switch (outcome.kind) {
    case 'answer':
      return {
        step: { ...step, status: 'done', output: toJson(outputText(outcome)) },
        usage,
        events: [finished(call, true, outcome.summary)],
      };
    case 'asked':
      return {
        step: { ...step, status: 'waiting', escalation_id: outcome.escalation.id },
        usage,
        events: [finished(call, true, 'Waits for an answer'), opened(outcome.escalation, 'question')],
      };
    case 'proposed': {
      const { change_set_id, title, items, escalation } = outcome;
      return {
        step: { ...step, status: 'waiting', change_set_id },
        usage,
        events: [
          finished(call, true, `Change set ${change_set_id} waits for a decision`),
          { type: 'change_set.proposed', data: { change_set_id, title, items } },
          ...(escalation ? [opened(escalation, 'approval')] : []),
        ],
      };
    }
  }
}

function opened({ id, title }: { id: number; title: string }, kind: EscalationKind): NewTaskEvent {
  return { type: 'escalation.opened', data: { escalation_id: id, kind, title } };
}

function stepOf({ id, name, input }: Call) {
  return { kind: 'tool', step_key: id, name, input } as const;
}

function finished({ id, name, startedAt }: Call, ok: boolean, summary: string): NewTaskEvent {
  return {
    type: 'tool.finished',
    data: { call_id: id, tool: name, ok, summary, duration_ms: Date.now() - startedAt },
  };
}

function refused(text: string): RecordedOutput {
  return { ok: false, text };
}

function outputText({ content, records }: ToolAnswer): RecordedOutput {
  const text = JSON.stringify(content);
  if (text.length <= MAX_TOOL_TEXT) return { ok: true, text, ...(records && { records }) };
  return {
    ok: false,
    text: `The answer has ${text.length} characters, more than the ${MAX_TOOL_TEXT} that fit. Ask for less: a smaller limit, or narrower conditions.`,
  };
}

function toJson({ ok, text, records }: RecordedOutput): JsonObject {
  return { ok, text, ...(records && { records: [...records] }) };
}

/** A recorded call's result. Decisions write their own object, which the model gets as JSON; null waits for one. */
function outputOf(output: JsonValue): RecordedOutput {
  if (output === null) return { ok: true, text: '{"outcome":"waiting"}' };
  const { ok, text } = output as { ok?: unknown; text?: unknown };
  return typeof ok === 'boolean' && typeof text === 'string'
    ? { ok, text }
    : { ok: true, text: JSON.stringify(output) };
}

function toolMessage(id: string, name: string, { ok, text }: RecordedOutput): ToolMessage {
  return new ToolMessage({ tool_call_id: id, name, content: text, status: ok ? 'success' : 'error' });
}

/** Models often write null for what they leave out; no tool knows null as an argument of its own. */
function withoutNulls(args: Record<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null)) as JsonObject;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 200);
}
