import { type Config } from '@bureau/platform';
import { type ModelProvider } from './model-provider';
import { OfflineModelProvider } from './offline-model.provider';
import { OpenAiModelProvider } from './openai-model.provider';

/** The language model that the configuration names; the offline model where it names none. */
export function chooseModel({ llm }: Pick<Config, 'llm'>): ModelProvider {
  return llm ? new OpenAiModelProvider(llm) : new OfflineModelProvider();
}
