import { Database } from '@bureau/platform';
import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import { Inject, Injectable } from '@nestjs/common';
import { createAgent, createMiddleware, tool } from 'langchain';
import { type AgentDefinition } from '../agents/agent-definition';
import { AgentRegistry } from '../agents/agent-registry';
import { ConversationHistory } from '../conversations/conversation-history';
import { TaskEvents } from '../events/task-events';
import { TaskStreamWriter } from '../events/task-stream-writer';
import { MODEL_PROVIDER, type ModelProvider } from '../models/model-provider';
import { DailyUsages } from '../limits/daily-usage';
import { type LimitKeeper } from '../limits/limit-keeper';
import { toTaskUsage } from '../limits/task-usage';
import { type AgentTaskRow } from '../tasks/agent-task.resource';
import { type AgentTool } from '../tools/agent-tool';
import { Ledger } from './ledger';
import { ModelCalls } from './model-calls';
import { MODEL_RETRY_POLICY, type RetryPolicy } from './model-retry';
import { requestOf } from './request-message';
import { Requesters } from './requesters';
import { RunFailed } from './run-signals';
import { TaskJournal } from './task-journal';
import { refOf, type TaskRun } from './task-run';
import { TokenListener } from './token-listener';
import { ToolCalls } from './tool-calls';

/** Nodes of the graph that one model call with its tools takes, twice over. */
const STEPS_PER_CALL = 4;

/**
 * Runs a specialised agent on a task. The graph has no checkpoints: it is rebuilt by replaying the ledger, which
 * decides what ran. See docs/decisions.
 */
@Injectable()
export class AgentRuntime {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly journal: TaskJournal,
    private readonly events: TaskEvents,
    private readonly usages: DailyUsages,
    private readonly stream: TaskStreamWriter,
    private readonly agents: AgentRegistry,
    private readonly requesters: Requesters,
    private readonly conversation: ConversationHistory,
    @Inject(MODEL_PROVIDER) private readonly models: ModelProvider,
    @Inject(MODEL_RETRY_POLICY) private readonly retry: RetryPolicy,
  ) {}

  /** A run of the task with its ledger, for a spell of work by this agent. */
  async open(
    task: AgentTaskRow,
    agent: AgentDefinition,
    keeper: LimitKeeper,
    signal: AbortSignal,
  ): Promise<TaskRun> {
    const ledger = await this.ledger.load(task.id, task.run);
    const { messages, records } = await this.conversation.before(task);
    ledger.noteRead(records);
    return {
      ref: refOf(task),
      task,
      agent,
      tools: new Map(this.agents.toolsOf(agent).map((one) => [one.name, one])),
      ledger,
      history: messages,
      keeper,
      usage: toTaskUsage(task),
      startedAt: Date.now(),
      signal,
    };
  }

  /**
   * Works on a claimed task until there is an answer.
   * @returns the answer, in Markdown
   * @throws a RunSignal where it ends otherwise; it may come wrapped by langchain
   */
  async work(
    task: AgentTaskRow,
    agent: AgentDefinition,
    keeper: LimitKeeper,
    signal: AbortSignal,
  ): Promise<string> {
    const run = await this.open(task, agent, keeper, signal);
    const modelCalls = new ModelCalls(run, this.journal, this.models, this.retry, this.usages, (delta) =>
      this.stream.delta(delta),
    );
    const toolCalls = new ToolCalls(run, this.journal, this.database, this.requesters, this.events);
    const graph = createAgent({
      model: this.models.chatModel(),
      tools: [...run.tools.values()].map(describeTool),
      systemPrompt: agent.prompt,
      middleware: [ledgerMiddleware(modelCalls, toolCalls)],
    });
    const listener = new TokenListener((token) => modelCalls.hear(token));
    const options = {
      signal,
      callbacks: [listener],
      recursionLimit: keeper.limits.model_calls * STEPS_PER_CALL,
      streamMode: 'values' as const,
    };
    let messages: BaseMessage[] = [];
    for await (const state of await graph.stream({ messages: [...run.history, requestOf(task)] }, options))
      messages = state.messages;
    return finalText(messages);
  }
}

/** Both hooks wrap their call; hooks before and after would each be a node of the graph. */
function ledgerMiddleware(modelCalls: ModelCalls, toolCalls: ToolCalls) {
  return createMiddleware({
    name: 'ledger',
    wrapModelCall: (request, handler) => modelCalls.call(request.messages, async () => handler(request)),
    wrapToolCall: ({ toolCall }) => toolCalls.call(toolCall),
  });
}

/** What the model is told of a tool. The call itself is made by {@link ToolCalls}, inside the ledger's transaction. */
function describeTool({ name, description, schema }: AgentTool) {
  return tool(
    () => {
      throw new Error(`${name} was called past the ledger`);
    },
    { name, description, schema },
  );
}

function finalText(messages: readonly BaseMessage[]): string {
  const last = messages.at(-1);
  if (!last || !AIMessage.isInstance(last))
    throw new RunFailed({ code: 'NO_ANSWER', detail: 'The agent ended without an answer.' });
  return last.text;
}
