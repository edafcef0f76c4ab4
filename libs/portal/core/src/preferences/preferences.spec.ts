import { TestBed } from '@angular/core/testing';
import { Preferences } from './preferences';

describe('Preferences', () => {
  const root = document.documentElement;

  beforeEach(() => localStorage.clear());

  it('begins with the system theme and the standard density', () => {
    const preferences = TestBed.inject(Preferences);
    expect([preferences.theme(), preferences.density(), preferences.singleKeys()]).toEqual([
      'system',
      'standard',
      true,
    ]);
    expect(root.dataset['theme']).toBeUndefined();
    expect(root.classList.contains('density-standard')).toBe(true);
  });

  it('applies a choice at once and keeps it', () => {
    const preferences = TestBed.inject(Preferences);
    preferences.theme.set('dark');
    preferences.density.set('compact');
    TestBed.tick();
    expect(root.dataset['theme']).toBe('dark');
    expect([...root.classList].filter((name) => name.startsWith('density'))).toEqual(['density-compact']);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Preferences).theme()).toBe('dark');
  });

  it.each(['{', 'null', '{"theme":"pink","density":4,"single_keys":"no"}'])(
    'survives what is stored: %s',
    (text) => {
      localStorage.setItem('bureau.preferences', text);
      const preferences = TestBed.inject(Preferences);
      expect([preferences.theme(), preferences.density(), preferences.singleKeys()]).toEqual([
        'system',
        'standard',
        true,
      ]);
    },
  );
});
