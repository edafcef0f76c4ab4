/** Ways to show again who one is; `sign_in`: sign in anew, as for people without a password of their own. */
export const STEP_UP_METHODS = ['password', 'totp', 'sign_in'] as const;
export type StepUpMethod = (typeof STEP_UP_METHODS)[number];

/** One thing wrong with the input; `pointer` is a JSON pointer into the body, or `query/<name>`. */
export interface ProblemField {
  pointer: string;
  code: string;
  detail: string;
}

/** RFC 9457 problem document: the only shape in which the API reports an error. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: ProblemField[];
  /** 412 only: the version that the resource has now. */
  current_version?: number;
  /** STEP_UP_REQUIRED only: how this person can show again who they are; empty where they cannot. */
  methods?: StepUpMethod[];
}
