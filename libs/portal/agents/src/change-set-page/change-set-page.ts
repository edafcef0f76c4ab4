import { Component, input } from '@angular/core';
import { ChangeSetView } from './change-set-view';

/** The page of one change set; its inverse under the same route gets a view of its own. */
@Component({
  selector: 'bur-change-set-page',
  imports: [ChangeSetView],
  template: `
    @for (id of [id()]; track id) {
      <bur-change-set-view [id]="id" />
    }
  `,
})
export class ChangeSetPage {
  readonly id = input.required<number, string>({ transform: Number });
}
