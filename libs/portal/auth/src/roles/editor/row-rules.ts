import { Component, input, model } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RULE_ACTIONS, type RuleAction } from '@bureau/contracts';
import { LucidePlus } from '@lucide/angular';
import { type RowRuleDraft } from '../rules/role-draft';
import { RuleGroupEditor } from '../rules/rule-group';
import { type GroupNode, newGroup, newId } from '../rules/rule-nodes';
import { ruleSentence } from '../rules/rule-sentence';

const ACTION_WORDS: Readonly<Record<RuleAction, string>> = {
  read: 'See',
  create: 'Create',
  update: 'Change',
  delete: 'Trash and restore',
};

/** Which records the permissions of a role are about. */
@Component({
  selector: 'bur-row-rules',
  imports: [MatButtonModule, LucidePlus, RuleGroupEditor],
  template: `
    <div class="flex flex-col gap-4">
      @for (rule of rules(); track rule.id) {
        <fieldset class="rule">
          <legend class="bur-visually-hidden">Rule {{ $index + 1 }}</legend>
          <p class="font-strong" aria-live="polite">{{ sentenceOf(rule) }}</p>
          <label class="flex flex-wrap items-center gap-2 text-table font-strong">
            Is about
            <select
              #action
              class="bur-input w-auto!"
              [disabled]="locked()"
              (change)="change(rule, { action: actionOf(action.value) })"
            >
              @for (each of actions; track each.value) {
                <option [value]="each.value" [selected]="each.value === rule.action">{{ each.word }}</option>
              }
            </select>
          </label>
          <bur-rule-group
            [group]="rule.where"
            [pointer]="'/rules/' + $index + '/where'"
            [errors]="errors()"
            [locked]="locked()"
            (changed)="change(rule, { where: $event })"
          />
          @if (!locked()) {
            <button matButton type="button" class="self-start" (click)="remove(rule)">
              Remove this rule
            </button>
          }
        </fieldset>
      } @empty {
        <p class="bur-muted">No rule: the permissions are about every record.</p>
      }
      @if (!locked()) {
        <button matButton="outlined" type="button" class="self-start" (click)="add()">
          <svg lucidePlus></svg>Add a rule on records
        </button>
      }
    </div>
  `,
  styles: `
    .rule {
      display: flex;
      flex-direction: column;
      gap: 12px;
      min-width: 0;
      padding: 12px 16px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
    }
  `,
})
export class RowRules {
  readonly rules = model.required<readonly RowRuleDraft[]>();
  readonly errors = input.required<ReadonlyMap<string, string>>();
  readonly locked = input(false);
  protected readonly actions = RULE_ACTIONS.map((value) => ({ value, word: ACTION_WORDS[value] }));

  protected sentenceOf({ action, where }: RowRuleDraft): string {
    return ruleSentence(action, where);
  }

  protected actionOf(value: string): RuleAction {
    return RULE_ACTIONS.find((action) => action === value) ?? 'read';
  }

  protected change(rule: RowRuleDraft, change: { action?: RuleAction; where?: GroupNode }): void {
    this.rules.update((now) => now.map((one) => (one.id === rule.id ? { ...one, ...change } : one)));
  }

  protected add(): void {
    this.rules.update((now) => [...now, { id: newId(), action: 'read', where: newGroup('all') }]);
  }

  protected remove(rule: RowRuleDraft): void {
    this.rules.update((now) => now.filter(({ id }) => id !== rule.id));
  }
}
