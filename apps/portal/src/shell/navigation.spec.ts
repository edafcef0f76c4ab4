import { ROLE_PERMISSIONS, type BuiltInRole } from '@bureau/contracts';
import { allowedNavigation, NAVIGATION } from './navigation';
import { shellShortcuts } from './shell-shortcuts';

const can = (role: BuiltInRole) => (permission: Parameters<Parameters<typeof allowedNavigation>[0]>[0]) =>
  ROLE_PERMISSIONS[role].has(permission);
const pages = (role: BuiltInRole) =>
  allowedNavigation(can(role)).flatMap(({ items }) => items.map(({ path }) => path));

describe('navigation', () => {
  it('shows everything to admins', () => {
    expect(pages('admin')).toEqual(NAVIGATION.flatMap(({ items }) => items.map(({ path }) => path)));
  });

  it('leaves out what the role may not see, and a group with nothing in it', () => {
    expect(pages('user')).not.toContain('/audit');
    expect(pages('user')).not.toContain('/users');
    const records = allowedNavigation((permission) => permission === 'entity:read');
    expect(records.map(({ label }) => label)).toEqual(['Work']);
    expect(pages('guest')).toContain('/records');
  });
});

describe('shell shortcuts', () => {
  const keys = (role: BuiltInRole) =>
    shellShortcuts({
      can: can(role),
      go: () => undefined,
      palette: () => undefined,
      help: () => undefined,
    }).map((shortcut) => shortcut.keys);

  it('lead to the pages that the role has, and each key to one', () => {
    expect(keys('admin')).toEqual(
      expect.arrayContaining(['g h', 'g r', 'g t', 'g v', 'g a', 'mod+k', '?', 'c']),
    );
    expect(new Set(keys('admin')).size).toBe(keys('admin').length);
    expect(keys('guest')).not.toContain('c');
    expect(keys('guest')).not.toContain('g a');
  });
});
