import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Field, InputControl } from '@bureau/portal-ui';
import { LucideListFilter } from '@lucide/angular';
import { type AuditFilter } from '../data/audit-filter';
import { resourceWord } from '../data/audit-words';

const RESOURCES = [
  'entity',
  'entity_relation',
  'agent_task',
  'change_set',
  'escalation',
  'import_job',
  'notification',
  'user',
  'session',
];

/** The filters of the audit list. A field takes effect when it is left, or at once with Enter. */
@Component({
  selector: 'bur-audit-filter',
  imports: [MatButtonModule, LucideListFilter, Field, InputControl],
  template: `
    <button
      matButton="outlined"
      type="button"
      class="md:!hidden"
      aria-controls="audit-filters"
      [attr.aria-expanded]="unfolded()"
      (click)="unfolded.set(!unfolded())"
    >
      <svg lucideListFilter></svg>{{ unfolded() ? 'Hide filters' : 'Filter' }}
    </button>
    <form
      id="audit-filters"
      class="mt-3 grid-cols-2 gap-3 md:mt-0 md:grid md:grid-cols-4 xl:grid-cols-8"
      [class]="unfolded() ? 'grid' : 'hidden'"
      (submit)="$event.preventDefault()"
    >
      <bur-field label="Action" class="col-span-2 md:col-span-1">
        <input
          #first
          burInput
          #action
          placeholder="entity.*"
          autocapitalize="none"
          spellcheck="false"
          [value]="filter().action ?? ''"
          (change)="put('action', action.value)"
        />
      </bur-field>
      <bur-field label="Type">
        <select burInput #type (change)="put('entity_type', type.value)">
          <option value="" [selected]="!filter().entity_type">All</option>
          @for (each of resources; track each.value) {
            <option [value]="each.value" [selected]="each.value === filter().entity_type">
              {{ each.word }}
            </option>
          }
        </select>
      </bur-field>
      <bur-field label="Id">
        <input
          burInput
          #entity
          inputmode="numeric"
          [value]="filter().entity_id ?? ''"
          (change)="putId('entity_id', entity)"
        />
      </bur-field>
      <bur-field label="Person">
        <input
          burInput
          #user
          inputmode="numeric"
          placeholder="id"
          [value]="filter().user_id ?? ''"
          (change)="putId('user_id', user)"
        />
      </bur-field>
      <bur-field label="Task">
        <input
          burInput
          #task
          inputmode="numeric"
          placeholder="id"
          [value]="filter().agent_task_id ?? ''"
          (change)="putId('agent_task_id', task)"
        />
      </bur-field>
      <bur-field label="Outcome">
        <select burInput #outcome (change)="put('outcome', outcome.value)">
          <option value="" [selected]="!filter().outcome">All</option>
          @for (each of outcomes; track each.value) {
            <option [value]="each.value" [selected]="each.value === filter().outcome">{{ each.word }}</option>
          }
        </select>
      </bur-field>
      <bur-field label="From">
        <input burInput #from type="date" [value]="filter().from ?? ''" (change)="put('from', from.value)" />
      </bur-field>
      <bur-field label="To">
        <input burInput #to type="date" [value]="filter().to ?? ''" (change)="put('to', to.value)" />
      </bur-field>
    </form>
  `,
})
export class AuditFilterForm {
  readonly filter = input.required<AuditFilter>();
  readonly changed = output<AuditFilter>();
  protected readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');

  /** On a phone the filters wait behind a button. */
  protected readonly unfolded = signal(false);
  protected readonly resources = RESOURCES.map((value) => ({ value, word: resourceWord(value) }));
  protected readonly outcomes = [
    { value: 'success', word: 'done' },
    { value: 'refused', word: 'refused' },
    { value: 'failed', word: 'failed' },
  ];

  focus(): void {
    this.unfolded.set(true);
    this.first().nativeElement.focus();
  }

  protected put(name: keyof AuditFilter, value: string): void {
    this.changed.emit({ [name]: value.trim() });
  }

  /** Ids are whole numbers; anything else is taken back. */
  protected putId(name: keyof AuditFilter, field: HTMLInputElement): void {
    const value = field.value.trim();
    if (value === '' || /^\d{1,15}$/.test(value)) this.put(name, value);
    else field.value = this.filter()[name] ?? '';
  }
}
