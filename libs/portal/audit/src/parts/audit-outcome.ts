import { Component, input } from '@angular/core';
import { type AuditLog } from '@bureau/contracts';
import { LucideBan, LucideCheck, LucideX } from '@lucide/angular';

/** How an action ended, as icon, word and colour. */
@Component({
  selector: 'bur-audit-outcome',
  imports: [LucideBan, LucideCheck, LucideX],
  template: `
    @switch (outcome()) {
      @case ('success') {
        <svg lucideCheck class="text-ok" [size]="16"></svg>done
      }
      @case ('refused') {
        <svg lucideBan class="text-warn" [size]="16"></svg>refused
      }
      @default {
        <svg lucideX class="text-error" [size]="16"></svg>failed
      }
    }
  `,
  host: { class: 'inline-flex items-center gap-1 text-table whitespace-nowrap' },
})
export class AuditOutcome {
  readonly outcome = input.required<AuditLog['outcome']>();
}
