import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type RuleOperator } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { LucideX } from '@lucide/angular';
import {
  CATALOGUE,
  columnWord,
  fieldTypeOf,
  fitted,
  operatorsFor,
  RULE_COLUMNS,
  valueKindsFor,
} from './rule-fields';
import { type ComparisonNode, type ValueKind } from './rule-nodes';
import { pointerWithin } from './rule-tree';
import { OPERATOR_WORDS, TIME_OPERATOR_WORDS, VALUE_KIND_WORDS } from './rule-words';

/** One comparison of a rule: field, operator, value. */
@Component({
  selector: 'bur-rule-comparison',
  imports: [MatButtonModule, Field, InputControl, LucideX],
  templateUrl: './rule-comparison.html',
  styleUrl: './rule-comparison.scss',
})
export class RuleComparisonEditor {
  readonly node = input.required<ComparisonNode>();
  /** Where it stands in the rules that are sent. */
  readonly pointer = input.required<string>();
  readonly errors = input.required<ReadonlyMap<string, string>>();
  readonly locked = input(false);
  readonly changed = output<ComparisonNode>();
  readonly removed = output();

  protected readonly columns = RULE_COLUMNS.map((value) => ({ value, word: columnWord(value) }));
  protected readonly json = CATALOGUE.json;
  protected readonly operators = computed(() => {
    const words = fieldTypeOf(this.node().column) === 'time' ? TIME_OPERATOR_WORDS : OPERATOR_WORDS;
    return operatorsFor(this.node()).map((value) => ({ value, word: words[value] }));
  });
  protected readonly kinds = computed(() =>
    valueKindsFor(this.node()).map((value) => ({ value, word: VALUE_KIND_WORDS[value] })),
  );
  protected readonly offersCaller = computed(
    () => this.node().op === 'in' && ['number', 'json'].includes(fieldTypeOf(this.node().column)),
  );
  readonly #own = computed(() => pointerWithin(this.node(), this.pointer()));
  protected readonly fieldError = computed(() => this.#errorAt('/field') || this.#errorAt(''));
  protected readonly opError = computed(() => this.#errorAt('/op'));
  protected readonly valueError = computed(() => this.#errorAt('/value'));

  protected change(change: Partial<ComparisonNode>): void {
    this.changed.emit(fitted({ ...this.node(), ...change }));
  }

  protected operator(value: string): RuleOperator {
    return this.operators().find((one) => one.value === value)?.value ?? this.node().op;
  }

  protected kind(value: string): ValueKind {
    return this.kinds().find((one) => one.value === value)?.value ?? this.node().value_kind;
  }

  #errorAt(part: string): string {
    return this.errors().get(`${this.#own()}${part}`) ?? '';
  }
}
