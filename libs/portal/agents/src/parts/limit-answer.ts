import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type DecideEscalation, type EscalationContext, TASK_LIMITS } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { Field, InputControl, numberText } from '@bureau/portal-ui';

/** How a task goes on that reached a limit: with more, with what there is, or not at all. */
@Component({
  selector: 'bur-limit-answer',
  imports: [MatButtonModule, Field, InputControl],
  template: `
    @if (raisable()) {
      <div class="flex flex-wrap items-end gap-2">
        @if (ofTask()) {
          <bur-field class="w-44" [label]="title() + ', new limit'" [error]="error()">
            <input
              #more
              burInput
              type="number"
              [min]="context().value ?? 0"
              [max]="most()"
              [value]="raised()"
              (input)="raised.set(+more.value)"
            />
          </bur-field>
        }
        <button matButton="filled" type="button" [disabled]="busy()" (click)="raise()">
          {{ ofTask() ? 'Raise to ' + numberText(raised()) : 'Go on in spite of the limit of today' }}
        </button>
      </div>
    } @else {
      <p class="bur-muted text-table">
        To let it go beyond the limit of a day you need the permission agent:update. An administrator has it.
      </p>
    }
    <div class="flex flex-wrap gap-2">
      <button
        matButton="outlined"
        type="button"
        [disabled]="busy()"
        (click)="decided.emit({ decision: 'finish' })"
      >
        Finish with what there is
      </button>
      <button
        matButton="outlined"
        type="button"
        [disabled]="busy()"
        (click)="decided.emit({ decision: 'cancel' })"
      >
        Cancel the task
      </button>
    </div>
  `,
  host: { class: 'flex flex-col gap-3' },
})
export class LimitAnswer {
  readonly #session = inject(Session);
  readonly context = input.required<EscalationContext>();
  readonly busy = input(false);
  readonly error = input('');
  readonly decided = output<DecideEscalation>();

  readonly #limit = computed(() => this.context().limit ?? 'records');
  protected readonly title = computed(() => TASK_LIMITS[this.#limit()].title);
  protected readonly most = computed(() => TASK_LIMITS[this.#limit()].max);
  protected readonly ofTask = computed(() => this.context().scope === 'task');
  protected readonly raisable = computed(() => this.ofTask() || this.#session.can('agent:update'));
  /** Twice the old one to begin with, as the server would have it. */
  protected readonly raised = linkedSignal(() => {
    const { value = 1 } = this.context();
    return Math.min(Math.max(value, 1) * 2, this.most());
  });
  protected readonly numberText = numberText;

  protected raise(): void {
    const limits = { [this.#limit()]: this.raised() };
    this.decided.emit({ decision: 'raise', ...(this.ofTask() && { limits }) });
  }
}
