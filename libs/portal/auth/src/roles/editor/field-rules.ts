import { Component, input, model } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { FIELD_ACCESSES, type FieldAccess } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { LucidePlus, LucideX } from '@lucide/angular';
import { type FieldRuleDraft } from '../rules/role-draft';
import { CATALOGUE } from '../rules/rule-fields';
import { newId } from '../rules/rule-nodes';
import { fieldSentence } from '../rules/rule-sentence';

/** Fields that a role does not see, or does not change. */
@Component({
  selector: 'bur-field-rules',
  imports: [MatButtonModule, Field, InputControl, LucidePlus, LucideX],
  template: `
    <div class="flex flex-col gap-3">
      @for (rule of rules(); track rule.id) {
        <div role="group" [attr.aria-label]="sentenceOf(rule)" class="row">
          <bur-field
            label="Field"
            hint="Or a path, such as metadata.salary"
            [error]="errorOf($index, 'field')"
          >
            <input
              burInput
              #field
              list="bur-rule-fields"
              autocapitalize="none"
              autocomplete="off"
              spellcheck="false"
              [disabled]="locked()"
              [value]="rule.field"
              (input)="change(rule, { field: field.value })"
            />
          </bur-field>
          <bur-field label="Access" [error]="errorOf($index, 'access')">
            <select
              burInput
              #access
              [disabled]="locked()"
              (change)="change(rule, { access: accessOf(access.value) })"
            >
              <option value="hidden" [selected]="rule.access === 'hidden'">hidden</option>
              <option value="read_only" [selected]="rule.access === 'read_only'">read-only</option>
            </select>
          </bur-field>
          @if (!locked()) {
            <button
              matIconButton
              type="button"
              class="remove"
              [attr.aria-label]="'Remove the rule on ' + (rule.field || 'a field')"
              (click)="remove(rule)"
            >
              <svg lucideX></svg>
            </button>
          }
        </div>
      } @empty {
        <p class="bur-muted">No rule: every field is seen and, with the permission, changed.</p>
      }
      <datalist id="bur-rule-fields">
        @for (each of fields; track each) {
          <option [value]="each"></option>
        }
      </datalist>
      @if (!locked()) {
        <button matButton="outlined" type="button" class="self-start" (click)="add()">
          <svg lucidePlus></svg>Add a rule on a field
        </button>
      }
    </div>
  `,
  styles: `
    .row {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
      gap: 8px;
      align-items: start;
    }

    .remove {
      margin-top: 22px;
    }

    @media (max-width: 479px) {
      .row {
        grid-template-columns: minmax(0, 1fr) auto;
      }

      .row bur-field:first-child {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class FieldRules {
  readonly rules = model.required<readonly FieldRuleDraft[]>();
  readonly errors = input.required<ReadonlyMap<string, string>>();
  readonly locked = input(false);
  /** Place of the first of them in the rules that are sent. */
  readonly offset = input.required<number>();
  protected readonly fields = [...new Set([...CATALOGUE.hideable, ...CATALOGUE.protectable])];

  protected sentenceOf({ field, access }: FieldRuleDraft): string {
    return fieldSentence(field || 'a field', access);
  }

  protected errorOf(index: number, part: 'field' | 'access'): string {
    return this.errors().get(`/rules/${this.offset() + index}/${part}`) ?? '';
  }

  protected accessOf(value: string): FieldAccess {
    return FIELD_ACCESSES.find((access) => access === value) ?? 'hidden';
  }

  protected change(rule: FieldRuleDraft, change: Partial<FieldRuleDraft>): void {
    this.rules.update((now) => now.map((one) => (one.id === rule.id ? { ...one, ...change } : one)));
  }

  protected add(): void {
    this.rules.update((now) => [...now, { id: newId(), field: '', access: 'hidden' }]);
  }

  protected remove(rule: FieldRuleDraft): void {
    this.rules.update((now) => now.filter(({ id }) => id !== rule.id));
  }
}
