import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { type EntityType, type JsonObject } from '@bureau/contracts';
import {
  type ApiProblem,
  apiResource,
  fieldErrors,
  type KeepsWork,
  PageTitle,
  Session,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Confirm, Field, InputControl, PageHeader, ProblemBanner, State, Toasts } from '@bureau/portal-ui';
import { LucideTrash2 } from '@lucide/angular';
import { same } from '../data/merge-patch';
import { type TypeDraft, TypesApi } from '../data/types-api';
import { JsonEditor } from '../form-page/json-editor';
import { leaveQuestion } from '../form-page/leave-question';
import { SchemaForm } from '../form-page/schema-form';
import { TypeCheck } from './type-check';

/** What a new type begins with: an example that shows how fields are described. */
const EXAMPLE: JsonObject = {
  type: 'object',
  required: ['sku'],
  properties: {
    sku: { type: 'string', title: 'SKU', description: 'As it stands on the label.', maxLength: 40 },
    price: { type: 'number', title: 'Price', minimum: 0 },
    available: { type: 'boolean', title: 'Available' },
    grade: { title: 'Grade', enum: ['new', 'used'] },
    since: { type: 'string', format: 'date', title: 'Since' },
    tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
  },
};
const NEW: TypeDraft = { name: '', title: '', description: null, schema: EXAMPLE };

/** One type of records: its names, its schema with the form that it makes, and the records that do not fit it. */
@Component({
  selector: 'bur-type-page',
  imports: [
    PageHeader,
    State,
    Field,
    InputControl,
    ProblemBanner,
    JsonEditor,
    SchemaForm,
    TypeCheck,
    MatButtonModule,
    LucideTrash2,
  ],
  templateUrl: './type-page.html',
})
export class TypePage implements KeepsWork {
  readonly #api = inject(TypesApi);
  readonly #router = inject(Router);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly #session = inject(Session);
  /** Of the address; absent for a new type. */
  readonly id = input<string>();

  protected readonly type = apiResource<EntityType>(() =>
    this.id() ? `/entity-types/${this.id()}` : undefined,
  );
  readonly #original = computed(() => (this.type.value() ? draftOf(this.type.value() as EntityType) : NEW));
  protected readonly draft = linkedSignal(() => this.#original());
  protected readonly schemaIsValid = signal(true);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  /** What is typed into the preview; it is never sent. */
  protected readonly sample = signal<JsonObject>({});
  readonly #gone = signal(false);

  protected readonly errors = computed(() => fieldErrors(this.problem()));
  protected readonly schemaError = computed(() =>
    (this.problem()?.errors ?? [])
      .filter(({ pointer }) => pointer.startsWith('/schema'))
      .map(({ pointer, detail }) => `${pointer.slice('/schema'.length) || '/'}: ${detail}`)
      .join(' '),
  );
  protected readonly mayEdit = computed(() => this.#session.can('entity_type:update'));
  protected readonly changed = computed(() => !same({ ...this.draft() }, { ...this.#original() }));
  protected readonly canSave = computed(
    () =>
      this.mayEdit() &&
      !this.busy() &&
      this.schemaIsValid() &&
      this.draft().name.trim() !== '' &&
      (this.changed() || !this.id()),
  );
  protected readonly heading = computed(() =>
    this.id() ? (this.type.value()?.title ?? 'Record type') : 'New record type',
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.heading()));
    warnBeforeUnload(() => this.hasUnsavedWork());
  }

  hasUnsavedWork(): boolean {
    return this.changed() && !this.#gone();
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask(leaveQuestion('Your changes of this type are not saved.'));
  }

  protected change(part: Partial<TypeDraft>): void {
    this.draft.update((now) => ({ ...now, ...part }));
  }

  protected save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.canSave()) return Promise.resolve();
    return this.#write(async () => {
      const [before, draft] = [this.type.value(), withTitle(this.draft())];
      const saved = await (before
        ? this.#api.update(before.id, before.version, draft)
        : this.#api.create(draft));
      this.#toasts.done(`“${saved.title}” saved.`);
      if (before) return this.type.set(saved);
      this.#gone.set(true);
      await this.#router.navigate(['/record-types', saved.id], { replaceUrl: true });
    });
  }

  protected async remove(): Promise<void> {
    const type = this.type.value();
    if (!type) return;
    const sure = await this.#confirm.ask({
      title: `Delete the type “${type.title}”?`,
      text: 'Records keep their metadata. A type that records still have cannot be deleted.',
      action: 'Delete type',
      danger: true,
    });
    if (!sure) return;
    await this.#write(async () => {
      await this.#api.remove(type.id, type.version);
      this.#gone.set(true);
      await this.#router.navigate(['/record-types']);
      this.#toasts.done(`“${type.title}” is deleted.`);
    });
  }

  async #write(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

function draftOf({ name, title, description, schema }: EntityType): TypeDraft {
  return { name, title, description, schema };
}

/** A type without a title is called by its name. */
function withTitle(draft: TypeDraft): TypeDraft {
  return { ...draft, name: draft.name.trim(), title: draft.title.trim() || draft.name.trim() };
}
