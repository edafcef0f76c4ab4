import { Component, input, model } from '@angular/core';
import { TASK_LIMIT_NAMES, TASK_LIMITS, type TaskLimitName, type TaskLimits } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';

/** Narrower or wider limits than the usual ones, for those who want them. */
@Component({
  selector: 'bur-limit-fields',
  imports: [Field, InputControl],
  template: `
    <details [open]="errors().size > 0 || null">
      <summary class="cursor-pointer">Limits</summary>
      <p class="bur-muted my-2 text-table">
        At a limit the task pauses, keeps what it has, and asks you how to go on.
      </p>
      <div class="grid gap-3 sm:grid-cols-3">
        @for (name of names; track name) {
          <bur-field [label]="all[name].title" [error]="errors().get('/limits/' + name)">
            <input
              #field
              burInput
              type="number"
              min="0"
              [attr.name]="name"
              [max]="all[name].max"
              [placeholder]="all[name].default"
              [value]="limits()[name] ?? ''"
              (input)="set(name, field.value)"
            />
          </bur-field>
        }
      </div>
    </details>
  `,
})
export class LimitFields {
  readonly limits = model.required<Partial<TaskLimits>>();
  readonly errors = input<ReadonlyMap<string, string>>(new Map());
  protected readonly names = TASK_LIMIT_NAMES;
  protected readonly all = TASK_LIMITS;

  protected set(name: TaskLimitName, text: string): void {
    const { [name]: _old, ...rest } = this.limits();
    this.limits.set(text === '' ? rest : { ...rest, [name]: Number(text) });
  }
}
