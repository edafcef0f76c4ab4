import { type AccountAlert } from '@bureau/contracts';

/** What the events that people are told of carry; each comes from the write path of its module. */
interface Changed {
  id: number;
  change: string;
  version: number;
}

export interface ChangeSetChanged extends Changed {
  status: string;
  title: string;
  /** The person in whose name it was proposed. */
  created_by: number;
  agent_task_id: number | null;
  decided_by: number | null;
  /** Who decides in the place of those who were asked. */
  delegated_to?: number | null;
}

export interface AgentTaskChanged extends Changed {
  status: string;
  requested_by: number;
  /** Of a part: the task that was split up. */
  parent_id?: number | null;
}

export interface EscalationChanged extends Changed {
  status: string;
  kind: string;
  title: string;
  assigned_to: number;
  /** Everybody of the role is asked too. */
  assigned_role?: string | null;
  /** Of an approval. */
  change_set_id?: number | null;
  delegated_to?: number | null;
}

export interface ImportJobChanged extends Changed {
  status: string;
  requested_by: number;
  file_name: string;
  rows_created: number;
  rows_failed: number;
}

/** Something about the audit log that an admin must see to; one event for each. */
export interface AuditLogAlerted {
  /** The audit row that tells of it. */
  id: number;
  user_id: number;
  sentence: string;
}

/** Written by hand where an account's way in changes; it has no version. */
export interface AccountAlerted {
  user_id: number;
  alert: AccountAlert;
}
