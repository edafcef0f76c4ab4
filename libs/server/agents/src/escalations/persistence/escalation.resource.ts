import { type Escalation } from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';

export const ESCALATION_COLUMNS = [
  'id',
  'kind',
  'status',
  'title',
  'detail',
  'context',
  'agent_task_id',
  'change_set_id',
  'assigned_to',
  'assigned_role',
  'delegated_to',
  'decision',
  'answer',
  'decided_by',
  'due_at',
  'created_at',
  'version',
] as const satisfies (keyof Escalation)[];

/** Whoever is asked has so long before more people are asked. */
export const RISE_HOURS = 24;

/** What the write path knows of an escalation; its rows are as they go over the wire. */
export const ESCALATION_RESOURCE: ResourceDefinition<Escalation> = {
  type: 'escalation',
  table: 'escalations',
  columns: {
    kind: { type: 'text' },
    status: { type: 'text', default: `'open'` },
    title: { type: 'text' },
    detail: { type: 'text' },
    context: { type: 'jsonb', default: `'{}'` },
    agent_task_id: { type: 'bigint' },
    change_set_id: { type: 'bigint' },
    assigned_to: { type: 'int' },
    assigned_role: { type: 'text' },
    delegated_to: { type: 'int' },
    escalate_at: { type: 'timestamptz', internal: true, default: `now() + interval '${RISE_HOURS} hours'` },
    decision: { type: 'text' },
    answer: { type: 'text' },
    decided_by: { type: 'int' },
    due_at: { type: 'timestamptz', default: `now() + interval '7 days'` },
  },
  returning: ESCALATION_COLUMNS,
  event: [
    'status',
    'kind',
    'title',
    'assigned_to',
    'assigned_role',
    'delegated_to',
    'agent_task_id',
    'change_set_id',
  ],
};
