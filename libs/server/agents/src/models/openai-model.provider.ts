import { type LlmConfig } from '@bureau/platform';
import { MAX_MODEL_BYTES, MODEL_SILENCE_MS } from '../runtime/limits';
import { ChatCompletions } from './chat-completions';
import { type FetchGuard, guardedFetch } from './guarded-fetch';
import { type AnswerFormat, type ModelProvider } from './model-provider';

/** Providers give their prices for a million tokens. */
const PRICED_TOKENS = 1_000_000;
const GUARD: FetchGuard = { idleMs: MODEL_SILENCE_MS, maxBytes: MAX_MODEL_BYTES };

/** Any language model behind an address that speaks OpenAI's chat completions. */
export class OpenAiModelProvider implements ModelProvider {
  readonly name: string;
  readonly thinks = true;

  constructor(
    private readonly llm: LlmConfig,
    private readonly guard: FetchGuard = GUARD,
  ) {
    this.name = llm.model;
  }

  chatModel(format?: AnswerFormat): ChatCompletions {
    const { baseUrl, apiKey, model } = this.llm;
    return new ChatCompletions({
      model,
      apiKey: apiKey || 'none', // servers of one's own often want no key, the client always does
      configuration: { baseURL: baseUrl, fetch: guardedFetch(this.guard) },
      ...(format && {
        modelKwargs: {
          response_format: { type: 'json_schema', json_schema: { ...format, strict: true } },
        },
      }),
      streamUsage: true,
      maxRetries: 0, // retries belong to the run, which counts and shows them
    });
  }

  /** Prices differ by provider and contract: those of the configuration. */
  cost(inputTokens: number, outputTokens: number): string {
    const { prices } = this.llm;
    if (!prices) return '0';
    return ((inputTokens * prices.input + outputTokens * prices.output) / PRICED_TOKENS).toFixed(6);
  }
}
