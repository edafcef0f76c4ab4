import { Component, input } from '@angular/core';
import { LucideBot } from '@lucide/angular';

/** Names an agent, in the colour that belongs to agents alone. */
@Component({
  selector: 'bur-agent',
  imports: [LucideBot],
  template: `
    <span class="badge"
      ><svg lucideBot [size]="14"></svg><span class="bur-visually-hidden">Agent </span>{{ name() }}</span
    >
  `,
  styles: `
    :host {
      display: inline-block;
      vertical-align: middle;
    }
    .badge {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      padding: 1px 8px 1px 6px;
      border-radius: 4px;
      background: var(--mat-sys-tertiary-container);
      color: var(--mat-sys-on-tertiary-container);
      font-size: 12px;
      line-height: 20px;
      white-space: nowrap;
    }
  `,
})
export class AgentBadge {
  readonly name = input.required<string>();
}
