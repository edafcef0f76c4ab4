import { type Permission } from '@bureau/contracts';
import {
  LucideBot,
  LucideHouse,
  type LucideIcon,
  LucideInbox,
  LucideKeyRound,
  LucideListChecks,
  LucideScale,
  LucideScrollText,
  LucideShapes,
  LucideShieldCheck,
  LucideTable2,
  LucideUsers,
} from '@lucide/angular';

export interface NavigationItem {
  label: string;
  path: string;
  icon: LucideIcon;
  /** Second key after `G`. */
  key: string;
  needs?: Permission;
}

export interface NavigationGroup {
  label: string;
  items: readonly NavigationItem[];
}

/** The pages of the sidebar. Who lacks the permission does not see the item. */
export const NAVIGATION: readonly NavigationGroup[] = [
  {
    label: 'Work',
    items: [
      { label: 'Home', path: '/', icon: LucideHouse, key: 'h' },
      { label: 'Reviews', path: '/reviews', icon: LucideInbox, key: 'v', needs: 'change_set:read' },
      { label: 'Tasks', path: '/tasks', icon: LucideListChecks, key: 't', needs: 'agent_task:read' },
      { label: 'Records', path: '/records', icon: LucideTable2, key: 'r', needs: 'entity:read' },
      { label: 'Agents', path: '/agents', icon: LucideBot, key: 'e', needs: 'agent:read' },
    ],
  },
  {
    label: 'Govern',
    items: [
      { label: 'Audit', path: '/audit', icon: LucideScrollText, key: 'a', needs: 'audit:read' },
      { label: 'Users', path: '/users', icon: LucideUsers, key: 'u', needs: 'user:read' },
      { label: 'Roles', path: '/roles', icon: LucideShieldCheck, key: 'o', needs: 'role:read' },
      { label: 'Access', path: '/access', icon: LucideScale, key: 'w', needs: 'role:read' },
      { label: 'API keys', path: '/api-keys', icon: LucideKeyRound, key: 'k', needs: 'api_key:manage' },
      {
        label: 'Record types',
        path: '/record-types',
        icon: LucideShapes,
        key: 'y',
        needs: 'entity_type:read',
      },
    ],
  },
];

/** The groups with the items that `can` allows; a group without any is left out. */
export function allowedNavigation(can: (permission: Permission) => boolean): NavigationGroup[] {
  return NAVIGATION.map(({ label, items }) => ({
    label,
    items: items.filter(({ needs }) => !needs || can(needs)),
  })).filter(({ items }) => items.length > 0);
}
