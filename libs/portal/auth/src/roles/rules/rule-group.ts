import { Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RULE_LIMITS } from '@bureau/contracts';
import { LucidePlus, LucideX } from '@lucide/angular';
import { RuleComparisonEditor } from './rule-comparison';
import { type GroupNode, newComparison, newGroup, type RuleNode, withAdded, withChild } from './rule-nodes';
import { pointerOfChild, pointerWithin } from './rule-tree';

let made = 0;

/** Conditions that must all be met, or one of them; groups stand in groups. */
@Component({
  selector: 'bur-rule-group',
  imports: [MatButtonModule, LucidePlus, LucideX, RuleComparisonEditor],
  templateUrl: './rule-group.html',
  styles: `
    :host {
      display: block;
    }

    .group {
      display: flex;
      flex-direction: column;
      gap: 12px;
      padding-inline-start: 12px;
      border-inline-start: 2px solid var(--mat-sys-outline);
    }

    .mode {
      width: auto;
    }
  `,
})
export class RuleGroupEditor {
  readonly group = input.required<GroupNode>();
  readonly pointer = input.required<string>();
  readonly errors = input.required<ReadonlyMap<string, string>>();
  readonly locked = input(false);
  readonly depth = input(1);
  readonly changed = output<GroupNode>();
  readonly removed = output();

  protected readonly id = `bur-rule-group-${++made}`;
  protected readonly modes = [
    { value: 'all', word: 'all of these' },
    { value: 'any', word: 'at least one of these' },
    { value: 'not all', word: 'not all of these' },
    { value: 'not any', word: 'none of these' },
  ] as const;

  protected mode(): string {
    const { kind, negated } = this.group();
    return negated ? `not ${kind}` : kind;
  }

  protected setMode(value: string): void {
    const kind = value.endsWith('any') ? 'any' : 'all';
    this.changed.emit({ ...this.group(), kind, negated: value.startsWith('not') });
  }

  protected mayNest(): boolean {
    return this.depth() < RULE_LIMITS.depth - 1;
  }

  protected pointerOf(index: number): string {
    return pointerOfChild(this.group(), this.pointer(), index);
  }

  /** What is wrong with the group itself. */
  protected error(): string {
    const at = pointerWithin(this.group(), this.pointer());
    return this.errors().get(`${at}/${this.group().kind}`) ?? this.errors().get(at) ?? '';
  }

  protected put(id: number, node: RuleNode | null): void {
    this.changed.emit(withChild(this.group(), id, node));
  }

  protected add(): void {
    this.changed.emit(withAdded(this.group(), newComparison()));
  }

  protected addGroup(): void {
    const other = this.group().kind === 'all' ? 'any' : 'all';
    this.changed.emit(withAdded(this.group(), newGroup(other)));
  }
}
