import { Component, computed, input } from '@angular/core';
import { LucideDynamicIcon } from '@lucide/angular';
import { statusLook } from './status-catalogue';

/** A status as icon, word and colour. */
@Component({
  selector: 'bur-status',
  imports: [LucideDynamicIcon],
  template: `
    <span class="chip" [class]="look().tone">
      <svg
        [lucideIcon]="look().icon"
        [size]="14"
        [strokeWidth]="2.25"
        [class]="look().turning ? 'turning' : ''"
      ></svg>
      <span class="word">{{ look().word }}</span>
    </span>
  `,
  styles: `
    :host {
      display: inline-block;
      max-width: 100%;
      vertical-align: middle;
    }
    .chip {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      max-width: 100%;
      min-height: 22px;
      padding: 1px 8px 1px 6px;
      border: 1px solid transparent;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface);
      font-size: 12px;
      line-height: 18px;
      white-space: nowrap;
    }
    .word {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .ok {
      background: var(--bur-ok-container);
      color: var(--bur-on-ok-container);
    }
    .info {
      background: var(--bur-info-container);
      color: var(--bur-on-info-container);
    }
    .warn {
      background: var(--bur-warn-container);
      color: var(--bur-on-warn-container);
    }
    .error {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    .proposed {
      border: 1px dashed var(--mat-sys-tertiary);
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
    }
    .turning {
      animation: turn 1.4s linear infinite;
    }
    @keyframes turn {
      to {
        transform: rotate(360deg);
      }
    }
  `,
})
export class StatusChip {
  readonly status = input.required<string>();

  protected readonly look = computed(() => statusLook(this.status()));
}
