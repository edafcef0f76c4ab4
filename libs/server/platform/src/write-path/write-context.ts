import { currentContext } from '../context/request-context';

/**
 * Who writes, for the audit row: the first twelve parameters of every statement of the write path.
 * SQL casts, in the same order.
 */
export const CONTEXT_CASTS = [
  'int', // $1 user_id
  'text', // $2 actor_type
  'text', // $3 actor_id
  'text', // $4 actor_name
  'int', // $5 on_behalf_of
  'int', // $6 approved_by
  'bigint', // $7 session_id
  'text', // $8 request_id
  'bigint', // $9 agent_task_id
  'bigint', // $10 change_set_id
  'inet', // $11 ip
  'text', // $12 user_agent
] as const;

/** Number of the first parameter after the context. */
export const FIRST_VALUE = CONTEXT_CASTS.length + 1;

/** Columns of audit_logs that the context fills. */
export const CONTEXT_COLUMNS =
  'user_id, actor_type, actor_id, actor_name, on_behalf_of, approved_by, session_id, request_id, agent_task_id, change_set_id, ip, user_agent';

/** The context's parameters as an SQL list, in the order of {@link CONTEXT_COLUMNS}. */
export const CONTEXT_PARAMETERS = CONTEXT_CASTS.map((cast, i) => `$${i + 1}::${cast}`).join(', ');

/** Values of the context parameters for the running work; without a caller it is the system that acts. */
export function contextValues(): unknown[] {
  const context = currentContext();
  const caller = context?.caller;
  const actor = caller?.actor ?? { type: 'system', id: null, name: 'bureau' };
  return [
    caller?.user_id ?? null,
    actor.type,
    actor.id,
    actor.name,
    actor.type === 'agent' ? (caller?.user_id ?? null) : null,
    context?.approved_by ?? null,
    caller?.session_id ?? null,
    context?.request_id ?? null,
    context?.agent_task_id ?? null,
    context?.change_set_id ?? null,
    context?.ip ?? null,
    context?.user_agent?.slice(0, 400) ?? null,
  ];
}
