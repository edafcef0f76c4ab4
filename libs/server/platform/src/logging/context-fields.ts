import { currentContext } from '../context/request-context';

/** What every log line says of the work that it was written in. */
export function contextFields(): Record<string, string | number> {
  const context = currentContext();
  if (!context) return {};
  const { request_id, caller, agent_task_id } = context;
  return {
    request_id,
    ...(caller && { user_id: caller.user_id, actor_type: caller.actor.type }),
    ...(agent_task_id !== null && { agent_task_id }),
  };
}
