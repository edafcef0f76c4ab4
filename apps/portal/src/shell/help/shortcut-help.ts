import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { Preferences, Shortcuts } from '@bureau/portal-core';

/** The shortcuts that hold right now, by group. */
@Component({
  selector: 'bur-shortcut-help',
  imports: [MatDialogModule, MatButtonModule],
  templateUrl: './shortcut-help.html',
})
export class ShortcutHelp {
  readonly #shortcuts = inject(Shortcuts);
  protected readonly preferences = inject(Preferences);

  protected readonly groups = computed(() => {
    const groups = Map.groupBy(this.#shortcuts.active(), ({ group }) => group);
    return [...groups].map(([label, shortcuts]) => ({
      label,
      shortcuts: shortcuts.map((shortcut) => ({ ...shortcut, keyCaps: keyCaps(shortcut.keys) })),
    }));
  });

  protected setSingleKeys(event: Event): void {
    this.preferences.singleKeys.set((event.target as HTMLInputElement).checked);
  }
}

/** `g r` → G, R; `mod+k` → Ctrl, K (on a Mac ⌘). */
function keyCaps(keys: string): string[] {
  const mod = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
  return keys
    .split(/[ +]/)
    .filter(Boolean)
    .map((key) =>
      key === 'mod' ? mod : key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1),
    );
}
