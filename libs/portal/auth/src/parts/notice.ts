import { Component } from '@angular/core';

/** Something to know that is no failure. */
@Component({
  selector: 'bur-notice',
  template: `<ng-content />`,
  styles: `
    :host {
      display: block;
      padding: 8px 12px;
      border-radius: 4px;
      background: var(--bur-info-container);
      color: var(--bur-on-info-container);
    }
  `,
})
export class Notice {}
