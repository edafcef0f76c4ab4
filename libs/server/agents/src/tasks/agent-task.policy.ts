import { type Caller, type SqlRule } from '@bureau/platform';

/** The tasks that the caller may see, as a rule on the alias `e`: their own, or all. */
export function visibleTasks(caller: Caller): SqlRule {
  if (caller.permissions.has('agent_task:read_all')) return { text: 'true', values: [] };
  return { text: 'e.requested_by = $1::int', values: [caller.user_id] };
}

/** Whether the caller may see a task of this requester. */
export function maySeeTask(caller: Caller, requestedBy: number): boolean {
  if (!caller.permissions.has('agent_task:read')) return false;
  return caller.user_id === requestedBy || caller.permissions.has('agent_task:read_all');
}
