import {
  type AgentTask,
  type ChangeSet,
  type ChangeSetItem,
  type CurrentUser,
  ROLE_PERMISSIONS,
  TASK_LIMIT_NAMES,
  TASK_LIMITS,
  type TaskLimits,
} from '@bureau/contracts';

const NOW = '2026-11-22T10:00:00.000Z';

export function aUser(change: Partial<CurrentUser> = {}): CurrentUser {
  return {
    id: 3,
    email: 'ana@example.org',
    full_name: 'Ana Ivanova',
    role: 'user',
    is_active: true,
    version: 1,
    created_at: NOW,
    updated_at: NOW,
    permissions: [...ROLE_PERMISSIONS.user],
    ...change,
  };
}

export function aTask(change: Partial<AgentTask> = {}): AgentTask {
  return {
    id: 88,
    status: 'running',
    input: 'Count records by section',
    agent: 'curator',
    entity_ids: [],
    priority: 5,
    result: null,
    error: null,
    usage: {
      input_tokens: 0,
      output_tokens: 0,
      tool_calls: 0,
      cost: '0',
      model_calls: 0,
      records: 0,
      fields: 0,
      deletes: 0,
      messages: 0,
      active_ms: 0,
    },
    limits: Object.fromEntries(
      TASK_LIMIT_NAMES.map((name) => [name, TASK_LIMITS[name].default]),
    ) as TaskLimits,
    attempts: 1,
    model: 'offline',
    conversation_id: null,
    parent_id: null,
    part: null,
    requested_by: 3,
    created_at: NOW,
    started_at: NOW,
    finished_at: null,
    version: 2,
    ...change,
  };
}

export function anItem(id: number, change: Partial<ChangeSetItem> = {}): ChangeSetItem {
  return {
    id,
    operation: 'update',
    entity_id: id + 100,
    entity_name: `record ${id}`,
    base_version: 1,
    changes: [{ field: 'status', from: 'draft', to: 'active' }],
    reason: null,
    evidence: null,
    decision: null,
    ...change,
  };
}

export function aChangeSet(change: Partial<ChangeSet> = {}): ChangeSet {
  const items = change.items ?? [anItem(1), anItem(2), anItem(3)];
  return {
    id: 41,
    agent_task_id: 88,
    status: 'proposed',
    title: 'Activate drafts',
    reason: null,
    risk: 'low',
    items,
    item_count: items.length,
    payload_hash: 'a'.repeat(64),
    required_decisions: 1,
    decisions: [],
    agent: 'curator',
    created_by: 3,
    decided_by: null,
    reverts_id: null,
    reverts_task_id: null,
    delegated_to: null,
    decision_blocked: null,
    expires_at: '2026-11-29T10:00:00.000Z',
    created_at: NOW,
    committed_at: null,
    version: 1,
    ...change,
  };
}
