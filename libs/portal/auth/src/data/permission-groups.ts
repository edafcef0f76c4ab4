import { type Permission, PERMISSIONS } from '@bureau/contracts';

export interface PermissionGroup {
  resource: string;
  /** For people: "Records". */
  heading: string;
  permissions: readonly { name: Permission; meaning: string }[];
}

const HEADINGS: Readonly<Record<string, string>> = {
  entity: 'Records',
  entity_type: 'Types of records',
  agent: 'Agents',
  agent_task: 'Agent tasks',
  change_set: 'Proposed changes',
  escalation: 'Escalations',
  audit: 'Audit log',
  notification: 'Notifications',
  account: 'Own account',
  user: 'People',
  role: 'Roles',
  api_key: 'API keys',
  queue: 'Job queues',
};

const ALL = Object.entries(PERMISSIONS) as [Permission, string][];

/** The catalogue by resource, in its own order. A resource without a heading of its own is named as it is. */
export const PERMISSION_GROUPS: readonly PermissionGroup[] = [
  ...new Set(ALL.map(([name]) => resourceOf(name))),
].map((resource) => ({
  resource,
  heading: HEADINGS[resource] ?? resource.replaceAll('_', ' '),
  permissions: ALL.filter(([name]) => resourceOf(name) === resource).map(([name, meaning]) => ({
    name,
    meaning,
  })),
}));

export function resourceOf(permission: Permission): string {
  return permission.split(':')[0] ?? permission;
}
