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
  'entity:export': 'Export records to a file',
  'entity_type:read': 'See the types of records and relations',
  'entity_type:update': 'Make and change the types of records and relations',
  'agent:read': 'See agents and what they may do',
  'agent:update': 'Grant agents more or less, and let tasks go beyond the limits of a day',
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
  'role:read': 'See roles and why somebody may do something or not',
  'role:update': 'Make and change roles',
  'api_key:manage': 'Make, adopt and revoke the API keys of services',
  'queue:read': 'Watch job queues',
  'queue:pause': 'Pause and resume job queues',
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** Roles that every installation has; others are made by admins. */
export const BUILT_IN_ROLES = ['admin', 'operator', 'user', 'guest'] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

/** A role's name. What it permits stands in the database. */
export type Role = string;

/** The role that may always do everything and cannot be changed. */
export const ADMIN_ROLE = 'admin' satisfies BuiltInRole;

const READS = [
  'entity:read',
  'entity_type:read',
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
  'entity:export',
  'agent_task:create',
  'change_set:decide',
  'escalation:read',
  'escalation:decide',
] as const;

/** What the built-in roles begin with. The rights of a running system are read from its roles, never from here. */
export const ROLE_PERMISSIONS: Readonly<Record<BuiltInRole, ReadonlySet<Permission>>> = {
  admin: new Set(Object.keys(PERMISSIONS) as Permission[]),
  operator: new Set<Permission>([
    ...WORK,
    'agent_task:read_all',
    'audit:read',
    'queue:read',
    'queue:pause',
    'user:read',
    'role:read',
  ]),
  user: new Set<Permission>(WORK),
  guest: new Set<Permission>(READS),
};
