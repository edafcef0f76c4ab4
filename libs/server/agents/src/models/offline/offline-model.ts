import { type CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import {
  BaseChatModel,
  type BaseChatModelParams,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { setTimeout as sleep } from 'node:timers/promises';
import { decide } from './decide';
import { SIGNATURE } from './sayings';
import { type Step, type ToolAnswer } from './step';

export const OFFLINE_MODEL = 'offline';

/** Pause between words: people shall see that text streams, and nobody shall wait for it. */
const WORD_PAUSE_MS = 8;
/** Of usage: characters of a token, about, as language models count them. */
const CHARACTERS_PER_TOKEN = 4;

interface OfflineModelParams extends BaseChatModelParams {
  /** Milliseconds between streamed words; 0 does not pause. */
  wordPauseMs?: number;
}

interface OfflineCallOptions {
  tools?: BindToolsInput[];
  signal?: AbortSignal;
}

/** A chat model without a language model: rules that understand a few requests, use real tools and stream real tokens. */
export class OfflineModel extends BaseChatModel<OfflineCallOptions & BaseChatModel['ParsedCallOptions']> {
  private readonly wordPauseMs: number;

  constructor({ wordPauseMs = WORD_PAUSE_MS, ...params }: OfflineModelParams = {}) {
    super(params);
    this.wordPauseMs = wordPauseMs;
  }

  override _llmType(): string {
    return OFFLINE_MODEL;
  }

  override bindTools(tools: BindToolsInput[]) {
    return this.withConfig({ tools });
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined;
    for await (const chunk of this._streamResponseChunks(messages, options, run))
      whole = whole ? whole.concat(chunk) : chunk;
    if (!whole) throw new Error('the offline model said nothing');
    const { content, tool_calls, usage_metadata, response_metadata } = whole.message as AIMessageChunk;
    const message = new AIMessage({ content, tool_calls, usage_metadata, response_metadata });
    return { generations: [{ text: whole.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const step = stepFor(messages, options.tools ?? []);
    for (const piece of pieces(step, messages)) {
      if ('say' in step && this.wordPauseMs > 0)
        await sleep(this.wordPauseMs, undefined, { signal: options.signal });
      options.signal?.throwIfAborted();
      yield piece;
      await run?.handleLLMNewToken(piece.text, undefined, undefined, undefined, undefined, { chunk: piece });
    }
  }
}

function stepFor(messages: readonly BaseMessage[], tools: readonly BindToolsInput[]): Step {
  // what was said before belongs to other requests: each is read for itself
  const asked = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const human = messages[asked];
  const { entity_ids: given, request } = human?.additional_kwargs ?? {};
  const step = decide({
    request: typeof request === 'string' ? request : (human?.text ?? ''),
    given: Array.isArray(given) ? given.filter((id) => typeof id === 'number') : [],
    tools: new Set(tools.map((tool) => ('name' in tool ? String(tool.name) : ''))),
    answers: messages
      .slice(asked + 1)
      .filter((message) => ToolMessage.isInstance(message))
      .map(toAnswer),
  });
  return 'say' in step ? { say: step.say + SIGNATURE } : step;
}

function toAnswer(message: ToolMessage): ToolAnswer {
  return { name: message.name ?? '', ok: message.status !== 'error', content: parse(message.text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The step as a model streams it: words or tool calls, then why it ended and what it used. */
function* pieces(step: Step, messages: readonly BaseMessage[]): Generator<ChatGenerationChunk> {
  if ('say' in step) for (const word of step.say.split(/(?<=\s)(?=\S)/)) yield chunk({ content: word });
  else
    for (const [index, wish] of step.call.entries())
      yield chunk({ content: '', tool_call_chunks: [toolCallChunk(wish, index, messages.length)] });
  const output = 'say' in step ? step.say : JSON.stringify(step.call);
  const inputTokens = tokens(messages.reduce((sum, message) => sum + message.text.length, 0));
  const outputTokens = tokens(output.length);
  yield chunk({
    content: '',
    response_metadata: { finish_reason: 'say' in step ? 'stop' : 'tool_calls', model_name: OFFLINE_MODEL },
    usage_metadata: {
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  });
}

function toolCallChunk({ name, args }: { name: string; args: object }, index: number, turn: number) {
  return {
    name,
    args: JSON.stringify(args),
    id: `offline-${turn}-${index}`,
    index,
    type: 'tool_call_chunk' as const,
  };
}

function tokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

function chunk(fields: ConstructorParameters<typeof AIMessageChunk>[0] & object): ChatGenerationChunk {
  const message = new AIMessageChunk(fields);
  return new ChatGenerationChunk({ message, text: message.text });
}
