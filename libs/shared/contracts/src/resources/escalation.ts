import type { EscalationStatus } from '../catalogues/statuses';
import type { LimitScope, TaskLimitName, TaskLimits } from '../catalogues/task-limits';

export const ESCALATION_KINDS = ['approval', 'question', 'failure', 'limit'] as const;
export type EscalationKind = (typeof ESCALATION_KINDS)[number];

/** What the question is about, for those who answer it by a form. */
export interface EscalationContext {
  /** Of a question: answers to choose from; any other may be given. */
  options?: string[];
  /** Of a limit. */
  limit?: TaskLimitName;
  scope?: LimitScope;
  value?: number;
  used?: number;
}

/** Something that an agent cannot settle alone and a person must. */
export interface Escalation {
  id: number;
  kind: EscalationKind;
  status: EscalationStatus;
  title: string;
  detail: string;
  context: EscalationContext;
  agent_task_id: number;
  change_set_id: number | null;
  assigned_to: number;
  /** Everybody of this role is asked too, since nobody answered in time. */
  assigned_role: string | null;
  /** Who answers in the place of those who were asked. */
  delegated_to: number | null;
  decision: string | null;
  answer: string | null;
  decided_by: number | null;
  due_at: string;
  created_at: string;
  version: number;
}

/** Body of `POST …/delegate` of a change set or an escalation. */
export interface DelegateDecision {
  /** An active person who may decide. */
  user_id: number;
  reason?: string;
}

/** Somebody to whom a decision can be passed on. */
export interface DelegateCandidate {
  id: number;
  full_name: string;
}

export const ESCALATION_DECISIONS = [
  'approve',
  'reject',
  'answer',
  'retry',
  'dismiss',
  'raise',
  'finish',
  'cancel',
] as const;
export type EscalationDecision = (typeof ESCALATION_DECISIONS)[number];

/** Body of `POST /escalations/{id}/decision`; which decisions there are depends on the kind. */
export interface DecideEscalation {
  /**
   * `approve` or `reject` an approval, `answer` a question, `retry` or `dismiss` a failure; at a limit `raise` it,
   * `finish` with what there is, or `cancel` the task.
   */
  decision: EscalationDecision;
  answer?: string;
  reason?: string;
  /** With `raise`: the new limits; the one that was reached is doubled where absent. */
  limits?: Partial<TaskLimits>;
}
