import { type LlmConfig } from '@bureau/platform';
import { ChatOpenAI } from '@langchain/openai';
import { MODEL_CALL_TIMEOUT_MS } from '../runtime/limits';
import { type ModelProvider } from './model-provider';

/** Any language model behind an address that speaks OpenAI's chat completions. */
export class OpenAiModelProvider implements ModelProvider {
  readonly name: string;

  constructor(private readonly llm: LlmConfig) {
    this.name = llm.model;
  }

  chatModel(): ChatOpenAI {
    const { baseUrl, apiKey, model } = this.llm;
    return new ChatOpenAI({
      model,
      apiKey,
      configuration: { baseURL: baseUrl },
      streamUsage: true,
      useResponsesApi: false, // other servers than OpenAI's speak chat completions only
      maxRetries: 0, // retries belong to the run, which counts and shows them
      timeout: MODEL_CALL_TIMEOUT_MS,
    });
  }

  /** Prices differ by provider and contract and are not configured. */
  cost(): string {
    return '0';
  }
}
