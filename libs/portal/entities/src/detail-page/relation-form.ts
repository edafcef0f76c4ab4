import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Entity, type EntityRelation } from '@bureau/contracts';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { EntitiesApi } from '../data/entities-api';
import { RelationWords } from '../data/relation-words';
import { RecordPicker } from '../parts/record-picker';

/** From this record to the other, or the other way round. */
interface Choice {
  value: string;
  word: string;
  name: string;
  outward: boolean;
}

/** Relates a record to another one, found by its name, in either direction. */
@Component({
  selector: 'bur-relation-form',
  imports: [Field, InputControl, ProblemBanner, RecordPicker, MatButtonModule],
  template: `
    <form class="flex flex-col gap-3 rounded-card bg-hover p-3" (submit)="add($event)">
      <bur-problem-banner class="empty:hidden" [problem]="problem()" what="The relation was not added." />
      <div class="grid gap-3 sm:grid-cols-2">
        <bur-field label="This record">
          <select burInput #select (change)="chosen.set(select.value)">
            @for (option of choices(); track option.value) {
              <option [value]="option.value" [selected]="option.value === chosen()">{{ option.word }}</option>
            }
          </select>
        </bur-field>
        <bur-record-picker label="Other record" (picked)="other.set($event)" />
      </div>
      <div class="flex justify-end gap-2">
        <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
        <button matButton="tonal" type="submit" [disabled]="!other() || busy()">Add relation</button>
      </div>
    </form>
  `,
})
export class RelationForm {
  readonly #api = inject(EntitiesApi);
  readonly #types = inject(RelationWords);
  readonly record = input.required<Entity>();
  readonly added = output<EntityRelation>();
  readonly cancelled = output();

  protected readonly choices = computed<Choice[]>(() =>
    this.#types.all().flatMap(({ name, title, inverse_title }) => {
      const out = { value: `${name}>`, word: title, name, outward: true };
      return title === inverse_title
        ? [out]
        : [out, { value: `${name}<`, word: inverse_title, name, outward: false }];
    }),
  );
  protected readonly chosen = signal('');
  protected readonly other = signal<Entity | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const other = this.other();
    const choice = this.choices().find(({ value }) => value === this.chosen()) ?? this.choices()[0];
    if (!other || !choice) return;
    const [source, target] = choice.outward ? [this.record().id, other.id] : [other.id, this.record().id];
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.added.emit(await this.#api.relate(source, target, choice.name));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
