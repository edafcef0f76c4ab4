import { Component, inject } from '@angular/core';
import { type Density, Preferences, type Theme } from '@bureau/portal-core';
import { ChoiceGroup } from './choice-group';

/** Theme, density and single-key shortcuts of this device; each takes effect at once. */
@Component({
  selector: 'bur-appearance-settings',
  imports: [ChoiceGroup],
  template: `
    <div class="flex flex-col gap-5">
      <bur-choice-group
        label="Theme"
        [options]="themes"
        [value]="preferences.theme()"
        (valueChange)="preferences.theme.set($event)"
      />
      <bur-choice-group
        label="Density"
        hint="Touch screens always get the comfortable one."
        [options]="densities"
        [value]="preferences.density()"
        (valueChange)="preferences.density.set($event)"
      />
      <label class="flex items-center gap-2">
        <input
          #single
          type="checkbox"
          [checked]="preferences.singleKeys()"
          (change)="preferences.singleKeys.set(single.checked)"
        />
        Shortcuts of single keys, such as <kbd class="bur-kbd">/</kbd> and <kbd class="bur-kbd">C</kbd>
      </label>
    </div>
  `,
})
export class AppearanceSettings {
  protected readonly preferences = inject(Preferences);
  protected readonly themes: { value: Theme; label: string }[] = [
    { value: 'system', label: 'As the system' },
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ];
  protected readonly densities: { value: Density; label: string }[] = [
    { value: 'comfortable', label: 'Comfortable' },
    { value: 'standard', label: 'Standard' },
    { value: 'compact', label: 'Compact' },
  ];
}
