import { inject, InjectionToken, Service } from '@angular/core';
import { type StepUpMethod } from '@bureau/contracts';

/** Asks the person to show again who they are; true once the server has accepted it. */
export type AskStepUp = (methods: readonly StepUpMethod[]) => Promise<boolean>;

/** How the person is asked. Without it nobody can be, and the refusal stands. */
export const ASK_STEP_UP = new InjectionToken<AskStepUp>('ASK_STEP_UP');

/** `code` of a request that was not sent again since the person did not confirm who they are. */
export const STEP_UP_CANCELLED = 'STEP_UP_CANCELLED';

/** One question at a time: requests that are refused while it is open wait for its answer. */
@Service()
export class StepUps {
  readonly #ask = inject(ASK_STEP_UP, { optional: true });
  #asking: Promise<boolean> | null = null;

  ask(methods: readonly StepUpMethod[]): Promise<boolean> {
    this.#asking ??= (this.#ask?.(methods) ?? Promise.resolve(false)).finally(() => (this.#asking = null));
    return this.#asking;
  }
}
