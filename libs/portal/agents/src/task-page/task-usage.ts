import { Component, computed, input } from '@angular/core';
import { type AgentTask } from '@bureau/contracts';
import { numberText } from '@bureau/portal-ui';
import { Elapsed } from '../parts/elapsed';

/** What a task has used so far. */
@Component({
  selector: 'bur-task-usage',
  imports: [Elapsed],
  template: `
    <section class="bur-card p-4" aria-labelledby="usage-heading">
      <h2 id="usage-heading" class="mb-2">Usage</h2>
      <dl class="grid grid-cols-2 gap-y-1 text-table">
        @for (figure of figures(); track figure.label) {
          <dt class="bur-muted">{{ figure.label }}</dt>
          <dd class="text-end tabular-nums">{{ figure.value }}</dd>
        }
        <dt class="bur-muted">Time</dt>
        <dd class="text-end"><bur-elapsed [task]="task()" /></dd>
      </dl>
    </section>
  `,
})
export class TaskUsagePanel {
  readonly task = input.required<AgentTask>();

  protected readonly figures = computed(() => {
    const { usage, attempts, model } = this.task();
    return [
      { label: 'Model', value: model === 'offline' ? 'Offline' : (model ?? '–') },
      { label: 'Tool calls', value: numberText(usage.tool_calls) },
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
