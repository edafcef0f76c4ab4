import { Component, computed, input } from '@angular/core';
import { type User } from '@bureau/contracts';
import { LucideCheck, LucideCircleMinus, LucideDynamicIcon, LucideEraser } from '@lucide/angular';
import { isErased } from '../data/users-api';

/** Whether an account is on, as icon and word. */
@Component({
  selector: 'bur-account-state',
  imports: [LucideDynamicIcon],
  template: `
    <span class="inline-flex items-center gap-1 whitespace-nowrap" [class]="look().tone">
      <svg [lucideIcon]="look().icon" [size]="16"></svg>{{ look().word }}
    </span>
  `,
})
export class AccountState {
  readonly user = input.required<User>();

  protected readonly look = computed(() => {
    if (isErased(this.user())) return { word: 'Erased', icon: LucideEraser, tone: 'text-muted' };
    if (this.user().is_active) return { word: 'On', icon: LucideCheck, tone: 'text-ok' };
    return { word: 'Switched off', icon: LucideCircleMinus, tone: 'text-muted' };
  });
}
