import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ENTITY_STATUSES } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { FILTER_OPERATORS, type FilterOperator, OPERATOR_WORDS } from '../data/record-filter';
import { RecordListStore } from './record-list-store';

const TEXT: readonly FilterOperator[] = ['eq', 'ne', 'like', 'is_null'];
const ORDERED: readonly FilterOperator[] = ['gt', 'gte', 'lt', 'lte', 'eq'];
const METADATA: readonly FilterOperator[] = FILTER_OPERATORS.filter((operator) => operator !== 'in');

/** A new condition: field, comparison, value. Opens beside the filter button. */
@Component({
  selector: 'bur-filter-form',
  imports: [CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, MatButtonModule, Field, InputControl],
  templateUrl: './filter-form.html',
  styleUrl: './filter-form.scss',
})
export class FilterForm {
  readonly #store = inject(RecordListStore);
  readonly open = signal(false);

  protected readonly field = signal('status');
  protected readonly operator = signal<FilterOperator>('eq');
  protected readonly value = signal('active');
  protected readonly statuses = ENTITY_STATUSES;
  protected readonly words = OPERATOR_WORDS;
  protected readonly fields = computed(() => [
    { id: 'name', label: 'Name' },
    ...this.#store.offered().filter(({ id }) => !['owner_id', 'version'].includes(id)),
  ]);
  protected readonly operators = computed(() => operatorsOf(this.field()));
  protected readonly input = computed(() => {
    if (this.operator() === 'is_null') return 'yes-no';
    if (this.field() === 'status') return 'status';
    return this.field().endsWith('_at') ? 'moment' : 'text';
  });
  protected readonly complete = computed(() => this.value().trim() !== '');

  toggle(): void {
    this.open.update((open) => !open);
  }

  protected chooseField(field: string): void {
    this.field.set(field);
    this.chooseOperator(operatorsOf(field)[0] ?? 'eq');
  }

  protected chooseOperator(operator: FilterOperator): void {
    this.operator.set(operator);
    const first = { 'yes-no': 'true', status: 'active', moment: '', text: '' };
    this.value.set(first[this.input()]);
  }

  protected add(event: Event): void {
    event.preventDefault();
    if (!this.complete()) return;
    const value = this.input() === 'moment' ? new Date(this.value()).toISOString() : this.value().trim();
    this.#store.addFilter({ field: this.field(), operator: this.operator(), value });
    this.open.set(false);
  }

  protected readOperator(text: string): FilterOperator {
    return FILTER_OPERATORS.find((operator) => operator === text) ?? 'eq';
  }
}

function operatorsOf(field: string): readonly FilterOperator[] {
  if (field.startsWith('metadata.')) return METADATA;
  if (field.endsWith('_at')) return ORDERED.filter((operator) => operator !== 'eq');
  return field === 'status' ? ['eq', 'ne'] : TEXT;
}
