import { Component, input } from '@angular/core';
import { TaskView } from './task-view';

/** The page of one task; another task under the same route gets a view of its own. */
@Component({
  selector: 'bur-task-page',
  imports: [TaskView],
  template: `
    @for (id of [id()]; track id) {
      <bur-task-view [id]="id" />
    }
  `,
})
export class TaskPage {
  readonly id = input.required<number, string>({ transform: Number });
}
