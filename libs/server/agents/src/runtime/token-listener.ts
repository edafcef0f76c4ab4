import { BaseCallbackHandler } from '@langchain/core/callbacks/base';

/** Hears the words of a model as they come. Its presence is what makes chat models stream. */
export class TokenListener extends BaseCallbackHandler {
  override readonly name = 'bureau-tokens';
  readonly lc_prefer_streaming = true;
  override awaitHandlers = true;

  constructor(private readonly onToken: (token: string) => void) {
    super();
  }

  override handleLLMNewToken(token: string): void {
    this.onToken(token);
  }
}
