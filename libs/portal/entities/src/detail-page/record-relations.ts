import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Entity, type EntityRelation } from '@bureau/contracts';
import { cursorList, Session, toApiProblem } from '@bureau/portal-core';
import { Confirm, State, Toasts } from '@bureau/portal-ui';
import { LucideArrowLeft, LucideArrowRight, LucideX } from '@lucide/angular';
import { EntitiesApi } from '../data/entities-api';
import { RelationForm } from './relation-form';

/** What a record is related to, both ways. */
@Component({
  selector: 'bur-record-relations',
  imports: [State, RelationForm, MatButtonModule, RouterLink, LucideArrowLeft, LucideArrowRight, LucideX],
  templateUrl: './record-relations.html',
})
export class RecordRelations {
  readonly #api = inject(EntitiesApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);
  readonly record = input.required<Entity>();

  readonly #id = computed(() => this.record().id);
  protected readonly adding = signal(false);
  protected readonly list = cursorList<EntityRelation>(() => ({
    path: `/entities/${this.#id()}/relations`,
    query: { limit: 50 },
  }));
  protected readonly rows = computed(() =>
    this.list.items().map((relation) => {
      const outward = relation.source_id === this.#id();
      return {
        relation,
        outward,
        other: outward ? relation.target_id : relation.source_id,
        name: outward ? relation.target_name : relation.source_name,
        word: relation.relation_type.replaceAll('_', ' '),
      };
    }),
  );

  protected added(relation: EntityRelation): void {
    this.adding.set(false);
    this.list.update((items) => [relation, ...items]);
    void this.list.reload();
  }

  protected async remove(relation: EntityRelation, name: string): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Remove this relation?',
      text: `“${this.record().name}” and “${name}” stay as they are; only the link between them goes.`,
      action: 'Remove relation',
      danger: true,
    });
    if (!sure) return;
    try {
      await this.#api.unrelate(this.#id(), relation.id);
      this.list.update((items) => items.filter(({ id }) => id !== relation.id));
      this.#toasts.done('Relation removed.');
    } catch (error) {
      this.#toasts.failed('The relation was not removed.', toApiProblem(error));
    }
  }
}
