import { type ChangeSetStatus, type Risk } from '@bureau/contracts';
import { type ResourceDefinition } from '@bureau/platform';

/** The columns of `change_sets` that come back from a write. */
export interface ChangeSetRow {
  id: number;
  agent_task_id: number | null;
  status: ChangeSetStatus;
  title: string;
  reason: string | null;
  risk: Risk;
  agent: string | null;
  payload_hash: string;
  item_count: number;
  required_decisions: number;
  approvals: number;
  created_by: number;
  decided_by: number | null;
  reverts_id: number | null;
  reverts_task_id: number | null;
  delegated_to: number | null;
  expires_at: string;
  committed_at: string | null;
  version: number;
  created_at: string;
}

export const CHANGE_SET_COLUMNS = [
  'id',
  'agent_task_id',
  'status',
  'title',
  'reason',
  'risk',
  'agent',
  'payload_hash',
  'item_count',
  'required_decisions',
  'approvals',
  'created_by',
  'decided_by',
  'reverts_id',
  'reverts_task_id',
  'delegated_to',
  'expires_at',
  'committed_at',
  'version',
  'created_at',
] as const satisfies (keyof ChangeSetRow)[];

/**
 * What the write path knows of a change set. It stands with the records, since imports write change sets as well;
 * proposing and deciding belong to the agents.
 */
export const CHANGE_SET_RESOURCE: ResourceDefinition<ChangeSetRow> = {
  type: 'change_set',
  table: 'change_sets',
  columns: {
    agent_task_id: { type: 'bigint' },
    status: { type: 'text', default: `'proposed'` },
    title: { type: 'text' },
    reason: { type: 'text' },
    risk: { type: 'text', default: `'low'` },
    agent: { type: 'text' },
    payload_hash: { type: 'text' },
    item_count: { type: 'int' },
    required_decisions: { type: 'int', default: '1' },
    approvals: { type: 'int', default: '0' },
    created_by: { type: 'int' },
    decided_by: { type: 'int' },
    reverts_id: { type: 'bigint' },
    reverts_task_id: { type: 'bigint' },
    delegated_to: { type: 'int' },
    // a week: long enough for a holiday's stand-in, short enough that records have not moved on
    expires_at: { type: 'timestamptz', default: `now() + interval '7 days'` },
    committed_at: { type: 'timestamptz' },
  },
  returning: CHANGE_SET_COLUMNS,
  event: ['status', 'title', 'created_by', 'agent_task_id', 'decided_by', 'delegated_to'],
};
