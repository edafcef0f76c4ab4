import { type ModelProvider } from './model-provider';
import { OFFLINE_MODEL, OfflineModel } from './offline/offline-model';

/** Rules instead of a language model: what the product does before anybody gave it one. */
export class OfflineModelProvider implements ModelProvider {
  readonly name = OFFLINE_MODEL;
  readonly thinks = false;

  /** @param wordPauseMs milliseconds between streamed words */
  constructor(private readonly wordPauseMs?: number) {}

  chatModel(): OfflineModel {
    return new OfflineModel({ wordPauseMs: this.wordPauseMs });
  }

  cost(): string {
    return '0';
  }
}
