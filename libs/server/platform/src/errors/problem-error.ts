import { type ProblemField, type StepUpMethod } from '@bureau/contracts';

/** What a problem may carry beside its code and sentence. */
export interface ProblemExtras {
  errors?: ProblemField[];
  current_version?: number;
  retry_after_seconds?: number;
  /** STEP_UP_REQUIRED: the ways in which this person can. */
  methods?: StepUpMethod[];
  cause?: unknown;
}

/**
 * The one error that is meant for the caller: the HTTP filter and the socket gateways write it as a problem document.
 * Anything else that is thrown is a defect and answers 500 without its text.
 */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail, { cause: extras.cause });
    this.name = 'ProblemError';
  }
}
