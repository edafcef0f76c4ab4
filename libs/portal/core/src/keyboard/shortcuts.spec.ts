import { TestBed } from '@angular/core/testing';
import { Preferences } from '../preferences/preferences';
import { Shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  const ran: string[] = [];
  const shortcut = (keys: string, name = keys) => ({
    keys,
    label: name,
    group: 'Test',
    run: () => ran.push(name),
  });

  beforeEach(() => {
    ran.length = 0;
    localStorage.clear();
    document.body.innerHTML = '<input id="field" /><div class="cdk-overlay-container"></div>';
    shortcuts = TestBed.inject(Shortcuts);
  });

  function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): boolean {
    return target.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
  }

  it('runs single keys, sequences and combinations', () => {
    shortcuts.register([
      shortcut('c'),
      shortcut('g r'),
      shortcut('mod+k'),
      shortcut('?'),
      shortcut('shift+a'),
    ]);
    press('c');
    press('g');
    press('r');
    press('k', { ctrlKey: true });
    press('k', { metaKey: true });
    press('?', { shiftKey: true });
    press('A', { shiftKey: true });
    expect(ran).toEqual(['c', 'g r', 'mod+k', 'mod+k', '?', 'shift+a']);
  });

  it('keeps the browser from doing its own with a key that was used, and only then', () => {
    shortcuts.register([shortcut('/')]);
    expect(press('/')).toBe(false);
    expect(press('x')).toBe(true);
  });

  it('leaves keys to fields, but not combinations', () => {
    shortcuts.register([shortcut('c'), shortcut('mod+Enter')]);
    const field = document.getElementById('field') as HTMLElement;
    press('c', {}, field);
    press('Enter', { ctrlKey: true }, field);
    expect(ran).toEqual(['mod+Enter']);
  });

  it('rests while a dialog is open', () => {
    shortcuts.register([shortcut('c')]);
    document
      .querySelector('.cdk-overlay-container')
      ?.insertAdjacentHTML('beforeend', '<div role="dialog"></div>');
    press('c');
    expect(ran).toEqual([]);
  });

  it('leaves single keys off when the person wants that', () => {
    shortcuts.register([shortcut('c'), shortcut('mod+k')]);
    TestBed.inject(Preferences).singleKeys.set(false);
    press('c');
    press('k', { ctrlKey: true });
    expect(ran).toEqual(['mod+k']);
  });

  it("prefers the page's shortcut, and falls back to the shell's when the page is left", () => {
    shortcuts.register([shortcut('/', 'shell')]);
    const leave = shortcuts.register([shortcut('/', 'page')]);
    press('/');
    leave();
    press('/');
    expect(ran).toEqual(['page', 'shell']);
    expect(shortcuts.active().map(({ label }) => label)).toEqual(['shell']);
  });
});
