import { Component } from '@angular/core';
import { LucideBot } from '@lucide/angular';

/** "Proposed": dashed, violet, with the robot; its content (a count, a link) stands beside the word. */
@Component({
  selector: 'bur-proposed',
  imports: [LucideBot],
  template: `<svg lucideBot [size]="14"></svg><span>Proposed</span><ng-content />`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 1px 8px 1px 6px;
      border: 1px dashed var(--mat-sys-tertiary);
      border-radius: 4px;
      color: var(--mat-sys-tertiary);
      font-size: 12px;
      font-weight: 600;
      line-height: 20px;
      white-space: nowrap;
    }
  `,
})
export class ProposedMark {}
