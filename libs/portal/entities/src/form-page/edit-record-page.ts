import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  numberAttribute,
  signal,
} from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import {
  type ApiProblem,
  apiResource,
  type KeepsWork,
  PageTitle,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Confirm, PageHeader, State, Toasts } from '@bureau/portal-ui';
import { firstValueFrom } from 'rxjs';
import { mergeEdits } from '../data/edit-conflict';
import { EntitiesApi, type RecordDraft } from '../data/entities-api';
import { draftOf, mergePatch } from '../data/merge-patch';
import { ConflictDialog, type ConflictQuestion } from './conflict-dialog';
import { leaveQuestion } from './leave-question';
import { RecordForm } from './record-form';

const NOTHING: RecordDraft = { name: '', description: null, status: 'active', type: null, metadata: {} };

/** Edits a record against the version that was looked at; a change in between is laid beside one's own. */
@Component({
  selector: 'bur-edit-record-page',
  imports: [PageHeader, State, RecordForm],
  templateUrl: './edit-record-page.html',
})
export class EditRecordPage implements KeepsWork {
  readonly #api = inject(EntitiesApi);
  readonly #router = inject(Router);
  readonly #dialog = inject(MatDialog);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly id = input.required({ transform: numberAttribute });

  protected readonly record = apiResource<Entity>(() => `/entities/${this.id()}`);
  /** The version that the edit starts from; another one only after the person has seen its changes. */
  readonly #base = linkedSignal<Entity | undefined, Entity | undefined>({
    source: () => this.record.value(),
    computation: (value, before) => (before?.value?.id === value?.id ? (before?.value ?? value) : value),
  });
  readonly #original = computed(() => (this.#base() ? draftOf(this.#base() as Entity) : NOTHING));
  protected readonly draft = linkedSignal(() => this.#original());
  readonly #patch = computed(() => mergePatch(this.#original(), this.draft()));
  protected readonly changed = computed(() => Object.keys(this.#patch()).length);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly canSave = computed(
    () => this.changed() > 0 && this.draft().name.trim() !== '' && !this.busy(),
  );

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(`Edit ${this.#original().name}`.trim()));
    warnBeforeUnload(() => this.hasUnsavedWork());
  }

  hasUnsavedWork(): boolean {
    return this.changed() > 0;
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask(leaveQuestion(`Your changes of “${this.#original().name}” are not saved.`));
  }

  protected async save(): Promise<void> {
    const base = this.#base();
    if (!base) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.#done(await this.#api.update(base.id, base.version, this.#patch()));
    } catch (error) {
      const problem = toApiProblem(error);
      if (problem.status === 412) await this.#conflict(base);
      else this.problem.set(problem);
    } finally {
      this.busy.set(false);
    }
  }

  protected cancel(): void {
    void this.#router.navigate(['/records', this.id()]);
  }

  async #done(record: Entity): Promise<void> {
    this.#base.set(record);
    this.draft.set(draftOf(record));
    await this.#router.navigate(['/records', record.id]);
    this.#toasts.done(`“${record.name}” saved.`);
  }

  /** Lays their version beside ours. Nothing is saved until the person saves again. */
  async #conflict(base: Entity): Promise<void> {
    try {
      const latest = await this.#api.get(base.id);
      const merge = mergeEdits(draftOf(base), this.draft(), draftOf(latest));
      const draft = await this.#ask({ merge });
      if (!draft) return;
      this.#base.set(latest);
      this.draft.set(draft);
    } catch (error) {
      this.problem.set(toApiProblem(error));
    }
  }

  #ask(question: ConflictQuestion): Promise<RecordDraft | undefined> {
    const opened = this.#dialog.open<ConflictDialog, ConflictQuestion, RecordDraft>(ConflictDialog, {
      data: question,
      width: '720px',
      maxWidth: 'calc(100vw - 24px)',
    });
    return firstValueFrom(opened.afterClosed());
  }
}
