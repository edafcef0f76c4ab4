import { Component, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type Entity, type EntityRelation, RELATION_TYPES, type RelationType } from '@bureau/contracts';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { EntitiesApi } from '../data/entities-api';
import { RecordPicker } from '../parts/record-picker';

/** Relates a record to another one, found by its name. */
@Component({
  selector: 'bur-relation-form',
  imports: [Field, InputControl, ProblemBanner, RecordPicker, MatButtonModule],
  template: `
    <form class="flex flex-col gap-3 rounded-card bg-hover p-3" (submit)="add($event)">
      <bur-problem-banner [problem]="problem()" what="The relation was not added." />
      <div class="grid gap-3 sm:grid-cols-2">
        <bur-field label="This record">
          <select burInput #choice (change)="type.set(read(choice.value))">
            @for (option of types; track option) {
              <option [value]="option">{{ option.replaceAll('_', ' ') }}</option>
            }
          </select>
        </bur-field>
        <bur-record-picker label="Other record" [without]="record().id" (picked)="target.set($event)" />
      </div>
      <div class="flex justify-end gap-2">
        <button matButton type="button" (click)="cancelled.emit()">Cancel</button>
        <button matButton="tonal" type="submit" [disabled]="!target() || busy()">Add relation</button>
      </div>
    </form>
  `,
})
export class RelationForm {
  readonly #api = inject(EntitiesApi);
  readonly record = input.required<Entity>();
  readonly added = output<EntityRelation>();
  readonly cancelled = output();

  protected readonly types = RELATION_TYPES;
  protected readonly type = signal<RelationType>(RELATION_TYPES[0]);
  protected readonly target = signal<Entity | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);

  protected read(text: string): RelationType {
    return RELATION_TYPES.find((type) => type === text) ?? RELATION_TYPES[0];
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const target = this.target();
    if (!target) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.added.emit(await this.#api.relate(this.record().id, target.id, this.type()));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
