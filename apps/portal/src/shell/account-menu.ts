import { Component, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { DENSITIES, type Density, Preferences, Session, type Theme, THEMES } from '@bureau/portal-core';
import { LucideCheck, LucideKeyboard, LucideLogOut, LucideSettings } from '@lucide/angular';

const THEME_LABELS: Readonly<Record<Theme, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
};
const DENSITY_LABELS: Readonly<Record<Density, string>> = {
  comfortable: 'Comfortable',
  standard: 'Standard',
  compact: 'Compact',
};

/** Who is signed in; theme, density, shortcuts, settings and the way out. */
@Component({
  selector: 'bur-account-menu',
  imports: [
    MatButtonModule,
    MatMenuModule,
    RouterLink,
    LucideCheck,
    LucideKeyboard,
    LucideLogOut,
    LucideSettings,
  ],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.scss',
})
export class AccountMenu {
  readonly #session = inject(Session);
  protected readonly preferences = inject(Preferences);
  readonly help = output();
  readonly signOut = output();

  protected readonly user = this.#session.user;
  protected readonly initials = computed(() =>
    initialsOf(this.user()?.full_name || this.user()?.email || ''),
  );
  protected readonly themes = THEMES.map((value) => ({ value, label: THEME_LABELS[value] }));
  protected readonly densities = DENSITIES.map((value) => ({ value, label: DENSITY_LABELS[value] }));
}

/** "Ana Lima" → "AL". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
