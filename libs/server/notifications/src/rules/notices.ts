import { type OutboxEvent } from '@bureau/platform';
import {
  type AgentTaskChanged,
  type ChangeSetChanged,
  type EscalationChanged,
  type ImportJobChanged,
} from './event-payloads';
import { accountNotice } from './account-alerts';
import { messageNotice } from './agent-messages';
import { auditNotice } from './audit-alerts';
import { delegatedEscalation, delegatedSet } from './delegations';
import { fitTitle, type Notice } from './notice';
import { risenEscalation } from './risen-escalations';

/** What an event tells, and whom; null where it tells nobody anything. */
type Rule<Payload> = (payload: Payload) => Notice | null;

/** Only what an agent proposes is news to the person in whose name it does; votes and second looks are not. */
const proposed: Rule<ChangeSetChanged> = (set) =>
  set.status === 'proposed' && set.change === 'created' && set.agent_task_id !== null
    ? {
        user_id: set.created_by,
        type: 'change_set.proposed',
        title: fitTitle(`To review: ${set.title}`),
        message: 'An agent proposes these changes. Nothing changes before they are approved.',
        subject_type: 'change_set',
        subject_id: set.id,
      }
    : null;

const DECISIONS: Readonly<Record<string, { word: string; message: string }>> = {
  committed: { word: 'Approved', message: 'The changes were made.' },
  rejected: { word: 'Rejected', message: 'Nothing was changed.' },
};

/** People who decided themselves know it. */
const decided: Rule<ChangeSetChanged> = (set) => {
  const decision = DECISIONS[set.status];
  if (!decision || set.decided_by === null || set.decided_by === set.created_by) return null;
  return {
    user_id: set.created_by,
    type: 'change_set.decided',
    title: fitTitle(`${decision.word}: ${set.title}`),
    message: decision.message,
    subject_type: 'change_set',
    subject_id: set.id,
  };
};

/** Parts of a task are told of with the whole. */
const taskEnded: Rule<AgentTaskChanged> = (task) => {
  if (typeof task.parent_id === 'number') return null;
  if (task.status !== 'completed' && task.status !== 'failed') return null;
  const completed = task.status === 'completed';
  return {
    user_id: task.requested_by,
    type: completed ? 'agent_task.completed' : 'agent_task.failed',
    title: completed ? 'Your task is finished' : 'Your task failed',
    message: '',
    subject_type: 'agent_task',
    subject_id: task.id,
  };
};

/** An approval is told of as the change set that waits for it. */
const escalated: Rule<EscalationChanged> = (escalation) =>
  escalation.status === 'open' && escalation.change === 'created' && escalation.kind !== 'approval'
    ? {
        user_id: escalation.assigned_to,
        type: 'escalation.opened',
        title: fitTitle(escalation.title),
        message: 'An agent cannot go on without your decision.',
        subject_type: 'escalation',
        subject_id: escalation.id,
      }
    : null;

const imported: Rule<ImportJobChanged> = (job) => {
  if (job.status !== 'completed' && job.status !== 'failed') return null;
  const skipped = job.rows_failed > 0 ? `, ${job.rows_failed} rows skipped` : '';
  return {
    user_id: job.requested_by,
    type: 'import.finished',
    title: fitTitle(`Import ${job.status === 'completed' ? 'finished' : 'failed'}: ${job.file_name}`),
    message: `${job.rows_created} records created${skipped}.`,
    subject_type: 'import_job',
    subject_id: job.id,
  };
};

const RULES: Readonly<Record<string, readonly Rule<never>[]>> = {
  'change_set.changed': [delegatedSet, proposed, decided],
  'agent_task.changed': [taskEnded],
  'agent_task.message': [messageNotice],
  'escalation.changed': [delegatedEscalation, risenEscalation, escalated],
  'import_job.changed': [imported],
  'account.alert': [accountNotice],
  'audit_log.alert': [auditNotice],
};

/** Events that may tell somebody something. */
export const NOTIFYING_TOPICS = Object.keys(RULES);

/** What an event tells, and whom; null where it tells nobody anything. */
export function noticeOf({ topic, payload }: Pick<OutboxEvent, 'topic' | 'payload'>): Notice | null {
  for (const rule of RULES[topic] ?? []) {
    const notice = rule(payload as never);
    if (notice) return notice;
  }
  return null;
}
