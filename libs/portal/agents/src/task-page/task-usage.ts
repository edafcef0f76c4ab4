import { Component, computed, input } from '@angular/core';
import { type AgentTask } from '@bureau/contracts';
import { Meter, numberText } from '@bureau/portal-ui';
import { Elapsed } from '../parts/elapsed';
import { limitFigures } from './limit-figures';

/** What a task has used so far, of what it may. */
@Component({
  selector: 'bur-task-usage',
  imports: [Elapsed, Meter],
  template: `
    <section class="bur-card p-4" aria-labelledby="usage-heading">
      <h2 id="usage-heading" class="mb-2">Limits</h2>
      <div class="flex flex-col gap-2">
        @for (limit of limits(); track limit.name) {
          <bur-meter
            [label]="limit.label"
            [value]="limit.used"
            [max]="limit.limit"
            [valueText]="limit.text"
          />
        }
      </div>
      <dl class="mt-3 grid grid-cols-2 gap-y-1 text-table">
        @for (figure of figures(); track figure.label) {
          <dt class="bur-muted">{{ figure.label }}</dt>
          <dd class="text-end tabular-nums">{{ figure.value }}</dd>
        }
        <dt class="bur-muted">Since it began</dt>
        <dd class="text-end"><bur-elapsed [task]="task()" /></dd>
      </dl>
    </section>
  `,
})
export class TaskUsagePanel {
  readonly task = input.required<AgentTask>();

  protected readonly limits = computed(() => limitFigures(this.task()));
  protected readonly figures = computed(() => {
    const { usage, attempts, model } = this.task();
    return [
      { label: 'Model', value: model === 'offline' ? 'Offline' : (model ?? '–') },
      { label: 'Tokens in', value: numberText(usage.input_tokens) },
      { label: 'Tokens out', value: numberText(usage.output_tokens) },
      { label: 'Cost', value: costText(usage.cost) },
      ...(attempts > 1 ? [{ label: 'Runs', value: numberText(attempts) }] : []),
    ];
  });
}

/** Dollars with as many decimals as say something. @param cost a decimal in US dollars */
export function costText(cost: string): string {
  const value = Number(cost);
  if (value === 0) return '$0.00';
  return value < 0.01 ? '< $0.01' : `$${value.toFixed(2)}`;
}
