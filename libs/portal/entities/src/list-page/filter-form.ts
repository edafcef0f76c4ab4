import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ENTITY_STATUSES } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { FILTER_OPERATORS, type FilterOperator, OPERATOR_WORDS } from '../data/record-filter';
import { type ColumnKind, NAME_COLUMN } from '../data/record-columns';
import { RecordListStore } from './record-list-store';

/** The comparisons that make sense for what a column holds. */
const OPERATORS: Readonly<Record<ColumnKind, readonly FilterOperator[]>> = {
  text: ['eq', 'ne', 'like', 'in', 'is_null', 'gte', 'lte'],
  status: ['eq', 'ne', 'in'],
  number: ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'is_null'],
  boolean: ['eq', 'ne', 'is_null'],
  time: ['gte', 'lte', 'gt', 'lt'],
  person: ['eq', 'ne', 'is_null'],
  json: ['is_null'],
};

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
    NAME_COLUMN,
    ...this.#store.offered().filter(({ id }) => id !== 'owner_id'),
  ]);
  readonly #kind = computed(() => this.fields().find(({ id }) => id === this.field())?.kind ?? 'text');
  protected readonly operators = computed(() => OPERATORS[this.#kind()]);
  protected readonly hint = computed(() => (this.operator() === 'in' ? 'Separate values by commas.' : ''));
  protected readonly input = computed(() => {
    if (this.operator() === 'is_null') return 'yes-no';
    if (this.field() === 'status' && this.operator() !== 'in') return 'status';
    if (this.#kind() === 'boolean') return 'yes-no';
    return this.#kind() === 'time' ? 'moment' : 'text';
  });
  protected readonly complete = computed(() => this.value().trim() !== '');

  toggle(): void {
    this.open.update((open) => !open);
  }

  protected chooseField(field: string): void {
    this.field.set(field);
    this.chooseOperator(this.operators()[0] ?? 'eq');
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
