import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatButtonToggleModule } from '@angular/material/button-toggle';
import { Router, RouterLink } from '@angular/router';
import { type Entity, type EntityRelation } from '@bureau/contracts';
import { cursorList, Session, toApiProblem } from '@bureau/portal-core';
import { Confirm, Field, InputControl, State, Toasts } from '@bureau/portal-ui';
import { LucideArrowLeft, LucideArrowRight, LucidePlus, LucideX } from '@lucide/angular';
import { EntitiesApi } from '../data/entities-api';
import { RelationWords } from '../data/relation-words';
import { RecordGraph } from './record-graph';
import { RelationForm } from './relation-form';

/** What a record is related to, both ways: as a list, or as a graph. */
@Component({
  selector: 'bur-record-relations',
  imports: [
    State,
    Field,
    InputControl,
    RelationForm,
    RecordGraph,
    MatButtonModule,
    MatButtonToggleModule,
    RouterLink,
    LucideArrowLeft,
    LucideArrowRight,
    LucidePlus,
    LucideX,
  ],
  providers: [RelationWords],
  templateUrl: './record-relations.html',
  styleUrl: './record-relations.scss',
})
export class RecordRelations {
  readonly #api = inject(EntitiesApi);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly #router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly types = inject(RelationWords);
  readonly record = input.required<Entity>();
  /** Shows the graph instead of the list. */
  readonly graph = input(false);

  readonly #id = computed(() => this.record().id);
  protected readonly adding = signal(false);
  /** A relation type's name; empty for all. */
  protected readonly type = signal('');
  protected readonly list = cursorList<EntityRelation>(() =>
    this.graph()
      ? undefined
      : {
          path: `/entities/${this.#id()}/relations`,
          query: { limit: 50, relation_type: this.type(), count: 'capped' },
        },
  );
  protected readonly rows = computed(() =>
    this.list.items().map((relation) => {
      const outward = relation.source_id === this.#id();
      return {
        relation,
        outward,
        other: outward ? relation.target_id : relation.source_id,
        name: outward ? relation.target_name : relation.source_name,
        word: this.types.of(relation.relation_type, outward),
      };
    }),
  );

  protected show(view: string): void {
    void this.#router.navigate([], {
      queryParams: { view: view === 'graph' ? 'graph' : null },
      queryParamsHandling: 'merge',
    });
  }

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
      this.#toasts.done('Relation removed.', {
        label: 'Undo',
        run: () => void this.#again(relation),
      });
    } catch (error) {
      this.#toasts.failed('The relation was not removed.', toApiProblem(error));
    }
  }

  async #again({ source_id, target_id, relation_type }: EntityRelation): Promise<void> {
    try {
      await this.#api.relate(source_id, target_id, relation_type);
      await this.list.reload();
    } catch (error) {
      this.#toasts.failed('The relation was not made again.', toApiProblem(error));
    }
  }
}
