import { type Preferences, type Session } from '@bureau/portal-core';
import {
  LucideBell,
  LucideBot,
  LucideKeyRound,
  LucideLogOut,
  LucideMoon,
  LucidePlus,
  LucideSettings,
  LucideShieldPlus,
  LucideSun,
  LucideUpload,
  LucideUserPlus,
} from '@lucide/angular';
import { allowedNavigation } from '../navigation';
import { type PaletteEntry } from './palette-entry';

type Go = (path: string) => void;

/** The pages that the person may see. */
export function palettePages(session: Session, go: Go): PaletteEntry[] {
  const pages = allowedNavigation((permission) => session.can(permission)).flatMap(({ items }) => items);
  const others = [
    { label: 'Notifications', path: '/notifications', icon: LucideBell },
    { label: 'Settings', path: '/settings', icon: LucideSettings },
  ];
  return [...pages, ...others].map(({ label, path, icon }) => {
    return { id: `page ${path}`, group: 'Pages', label, icon, run: () => go(path) };
  });
}

/** What the person may do from anywhere. */
export function paletteActions(session: Session, preferences: Preferences, go: Go): PaletteEntry[] {
  const action = (label: string, icon: PaletteEntry['icon'], run: () => void): PaletteEntry => {
    return { id: `action ${label}`, group: 'Actions', label, icon, run };
  };
  return [
    ...(session.can('agent_task:create')
      ? [action('New task for an agent', LucideBot, () => go('/tasks/new'))]
      : []),
    ...(session.can('entity:create') ? [action('New record', LucidePlus, () => go('/records/new'))] : []),
    ...(session.can('entity:import')
      ? [action('Import records', LucideUpload, () => go('/records/import'))]
      : []),
    ...(session.can('user:update')
      ? [action('Invite somebody', LucideUserPlus, () => go('/users/invite'))]
      : []),
    ...(session.can('role:update') ? [action('New role', LucideShieldPlus, () => go('/roles/new'))] : []),
    ...(session.can('api_key:manage')
      ? [action('New API key', LucideKeyRound, () => go('/api-keys/new'))]
      : []),
    action('Light theme', LucideSun, () => preferences.theme.set('light')),
    action('Dark theme', LucideMoon, () => preferences.theme.set('dark')),
    action('Sign out', LucideLogOut, () => void session.signOut().catch(() => undefined)),
  ];
}
