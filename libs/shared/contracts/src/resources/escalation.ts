import type { EscalationStatus } from '../catalogues/statuses';

export const ESCALATION_KINDS = ['approval', 'question', 'failure', 'limit'] as const;
export type EscalationKind = (typeof ESCALATION_KINDS)[number];

/** Something that an agent cannot settle alone and a person must. */
export interface Escalation {
  id: number;
  kind: EscalationKind;
  status: EscalationStatus;
  title: string;
  detail: string;
  agent_task_id: number;
  change_set_id: number | null;
  assigned_to: number;
  decision: string | null;
  answer: string | null;
  decided_by: number | null;
  due_at: string;
  created_at: string;
  version: number;
}

/** Body of `POST /escalations/{id}/decision`; which decisions there are depends on the kind. */
export interface DecideEscalation {
  /** `approve` or `reject` an approval, `retry` or `dismiss` a failure or a limit, `answer` a question. */
  decision: 'approve' | 'reject' | 'retry' | 'dismiss' | 'answer';
  answer?: string;
  reason?: string;
}
