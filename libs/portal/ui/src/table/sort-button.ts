import { Component, inject, input } from '@angular/core';
import { LucideArrowDown, LucideArrowUp } from '@lucide/angular';
import { SortHeader } from './sort-header';

/** The button inside a `th[burSortHeader]`; its content is the column's name. */
@Component({
  selector: 'bur-sort-button',
  imports: [LucideArrowDown, LucideArrowUp],
  template: `
    <button
      type="button"
      title="Sort; with Shift by this column too"
      [attr.tabindex]="tabStop() ? null : -1"
      (click)="header.toggle($event.shiftKey)"
    >
      <ng-content />
      @if (header.direction() === 'ascending') {
        <svg lucideArrowUp [size]="14"></svg>
      } @else if (header.direction() === 'descending') {
        <svg lucideArrowDown [size]="14"></svg>
      }
    </button>
  `,
  styles: `
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-height: 24px;
      margin: 0 -4px;
      padding: 4px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    button:hover {
      color: var(--mat-sys-on-surface);
    }
  `,
})
export class SortButton {
  protected readonly header = inject(SortHeader);
  /** False in a grid, whose cells share one stop of the Tab key. */
  readonly tabStop = input(true);
}
