import { type Permission } from '@bureau/contracts';
import { type Shortcut } from '@bureau/portal-core';
import { allowedNavigation } from './navigation';

export interface ShellActions {
  can: (permission: Permission) => boolean;
  go: (path: string) => void;
  palette: () => void;
  help: () => void;
}

/** The shortcuts that hold on every page. */
export function shellShortcuts({ can, go, palette, help }: ShellActions): Shortcut[] {
  const pages = allowedNavigation(can).flatMap(({ items }) => items);
  return [
    { keys: 'mod+k', label: 'Search or go to', group: 'Everywhere', run: palette },
    { keys: '?', label: 'Show the shortcuts', group: 'Everywhere', run: help },
    ...(can('agent_task:create')
      ? [{ keys: 'c', label: 'New task', group: 'Everywhere', run: () => go('/tasks/new') }]
      : []),
    ...pages.map(({ key, label, path }) => ({
      keys: `g ${key}`,
      label,
      group: 'Go to',
      run: () => go(path),
    })),
  ];
}
