/**
 * What somebody may do, as `resource:action`. The one catalogue: the server's guards, the portal's navigation
 * and the OpenAPI document all read it, and a test walks every route against it.
 */
export const PERMISSIONS = {
  'entity:read': 'See records',
  'entity:create': 'Create records',
  'entity:update': 'Change records',
  'entity:delete': 'Move records to the trash and restore them',
  'entity:purge': 'Delete records for good',
  'entity:import': 'Import records from a file',
  'agent:read': 'See agents and what they may do',
  'agent_task:read': 'See agent tasks',
  'agent_task:create': 'Ask agents for work, cancel and retry it',
  'agent_task:read_all': 'See the agent tasks of everybody',
  'change_set:read': 'See proposed changes',
  'change_set:decide': 'Approve or reject proposed changes',
  'change_set:decide_all': 'Decide on changes that were proposed for somebody else',
  'escalation:read': 'See escalations',
  'escalation:decide': 'Answer escalations',
  'audit:read': 'Read the audit log',
  'notification:read': 'Read own notifications',
  'account:manage': 'See and change own account, password and sessions',
  'user:read': 'See people and their roles',
  'user:update': 'Manage people and their roles',
  'queue:read': 'Watch job queues',
  'queue:pause': 'Pause and resume job queues',
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const ROLES = ['admin', 'operator', 'user', 'guest'] as const;
export type Role = (typeof ROLES)[number];

const READS = [
  'entity:read',
  'agent:read',
  'agent_task:read',
  'change_set:read',
  'notification:read',
  'account:manage',
] as const;

const WORK = [
  ...READS,
  'entity:create',
  'entity:update',
  'entity:delete',
  'entity:import',
  'agent_task:create',
  'change_set:decide',
  'escalation:read',
  'escalation:decide',
] as const;

/** A role is a set of permissions. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  admin: new Set(Object.keys(PERMISSIONS) as Permission[]),
  operator: new Set<Permission>([
    ...WORK,
    'agent_task:read_all',
    'audit:read',
    'queue:read',
    'queue:pause',
    'user:read',
  ]),
  user: new Set<Permission>(WORK),
  guest: new Set<Permission>(READS),
};
