import { type AIMessage, type BaseMessage } from '@langchain/core/messages';
import { type AgentTaskDelta } from '@bureau/contracts';
import { DeltaBatcher } from '../events/delta-batcher';
import {
  readAnswer,
  type RecordedAnswer,
  takeAnswer,
  toJson,
  toMessage,
  withUniqueIds,
} from '../models/model-answer';
import { type ModelProvider } from '../models/model-provider';
import { type DailyUsages } from '../limits/daily-usage';
import { type Step, type StepStart } from './ledger';
import { askAgain, type RetryPolicy } from './model-retry';
import { type UsageDelta } from '../limits/task-usage';
import { verifiedReferences } from './record-references';
import { RunSuspended } from './run-signals';
import { type JournalEntry, type TaskJournal } from './task-journal';
import { type TaskRun, usedBy } from './task-run';

/** Of a lost attempt's usage: fewer characters a token than any tokenizer has, so that nothing is counted too low. */
const CHARACTERS_PER_TOKEN = 3;

interface CallOptions {
  /** Under which the ledger knows the call; numbered where absent. */
  key?: string;
  /** The answer is for the office, not for people who watch. */
  silent?: boolean;
}

interface Asked extends Required<CallOptions> {
  id: string;
  messages: readonly BaseMessage[];
}

/** The model calls of a run: the recorded ones are read from the ledger, only the next one asks the model. */
export class ModelCalls {
  private number = 0;
  private heard = '';
  /** What the attempt at hand is known to have used; a broken one may have reported it all the same. */
  private reported: UsageDelta | null = null;
  private deltas: DeltaBatcher | null = null;

  constructor(
    private readonly run: TaskRun,
    private readonly journal: TaskJournal,
    private readonly models: ModelProvider,
    private readonly retry: RetryPolicy,
    private readonly usages: DailyUsages,
    private readonly send: (delta: AgentTaskDelta) => void,
  ) {}

  /** A word of the answer that is being written. */
  hear(token: string): void {
    this.heard += token;
    this.deltas?.push(token);
  }

  /**
   * The answer to `messages`: recorded, or asked for and then recorded.
   * @throws RunSuspended where a tool call waits for people, LimitReached where there is no room for another, RunFailed
   */
  async call(
    messages: readonly BaseMessage[],
    ask: () => Promise<AIMessage>,
    { key = `m${++this.number}`, silent = false }: CallOptions = {},
  ): Promise<AIMessage> {
    const id = `r${this.run.ref.run}-${key}`;
    const recorded = this.run.ledger.get('model', key);
    if (recorded?.status === 'done') return toMessage(readAnswer(recorded.output), id);
    if (this.run.ledger.hasWaiting()) throw new RunSuspended();
    await this.checkLimits();
    const answer = await this.ask({ key, id, silent, messages }, recorded, ask);
    return toMessage(answer, id);
  }

  private async ask(
    { key, id, silent, messages }: Asked,
    lost: Step | undefined,
    ask: () => Promise<AIMessage>,
  ): Promise<RecordedAnswer> {
    const { agent, ledger, signal } = this.run;
    const promptTokens = tokensOf(
      agent.prompt.length + messages.reduce((sum, message) => sum + message.text.length, 0),
    );
    const step: StepStart = {
      kind: 'model',
      step_key: key,
      name: this.models.name,
      input: { messages: messages.length, prompt: `${agent.name}@${agent.promptVersion}` },
    };
    // a call that died with its worker was paid for all the same
    const lostUsage = lost ? this.usage(promptTokens, 0) : undefined;
    await this.record({ step: { ...step, status: 'started' }, usage: lostUsage });
    ledger.note(step, 'started');
    this.deltas = new DeltaBatcher(this.run.ref.task_id, id, this.send);
    try {
      const { answer, usage } = await askAgain(
        this.retry,
        signal,
        () => this.attempt(ask, key, promptTokens),
        () => this.failed(step, promptTokens),
      );
      this.deltas.flush();
      const message = {
        type: 'message',
        data: { message_id: id, agent: agent.name, text: answer.text },
      } as const;
      await this.record({
        step: { ...step, status: 'done', output: toJson(answer) },
        usage,
        events: answer.text === '' || silent ? [] : [message],
      });
      ledger.note(step, 'done', { output: toJson(answer) });
      return answer;
    } finally {
      this.deltas.restart();
      this.deltas = null;
    }
  }

  private async attempt(
    ask: () => Promise<AIMessage>,
    key: string,
    promptTokens: number,
  ): Promise<{ answer: RecordedAnswer; usage: UsageDelta }> {
    this.heard = '';
    this.reported = null;
    this.deltas?.restart();
    const message = await ask();
    const used = message.usage_metadata;
    const outputTokens = tokensOf(message.text.length + JSON.stringify(message.tool_calls ?? []).length);
    const usage = this.usage(used?.input_tokens ?? promptTokens, used?.output_tokens ?? outputTokens);
    this.reported = usage;
    const taken = takeAnswer(message);
    const { text } = verifiedReferences(taken.text, this.run.ledger.recordsRead());
    return {
      answer: withUniqueIds({ ...taken, text }, key, (id) => this.run.ledger.get('tool', id) !== undefined),
      usage,
    };
  }

  /** What a failed attempt used, where nobody reported it, is estimated rather too high than too low. */
  private async failed(step: StepStart, promptTokens: number): Promise<void> {
    const usage = this.reported ?? this.usage(promptTokens, tokensOf(this.heard.length));
    await this.record({ step: { ...step, status: 'started' }, usage });
    await this.checkLimits();
  }

  private async checkLimits(): Promise<void> {
    const { keeper, task, agent } = this.run;
    keeper.beforeCall('model', usedBy(this.run));
    keeper.today(await this.usages.today(task.requested_by, agent.name));
  }

  private async record(entry: JournalEntry): Promise<void> {
    this.run.usage = (await this.journal.record(this.run.ref, entry)).usage;
  }

  private usage(inputTokens: number, outputTokens: number): UsageDelta {
    return {
      model_calls: 1,
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      cost: this.models.cost(inputTokens, outputTokens),
    };
  }
}

function tokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}
