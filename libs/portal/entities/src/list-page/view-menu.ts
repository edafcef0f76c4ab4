import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatDividerModule } from '@angular/material/divider';
import { MatMenuModule } from '@angular/material/menu';
import { type SavedView } from '@bureau/contracts';
import { toApiProblem } from '@bureau/portal-core';
import { Confirm, Toasts } from '@bureau/portal-ui';
import { LucideCheck, LucideChevronDown, LucideLayers, LucideUsers } from '@lucide/angular';
import { sameView } from '../data/record-view';
import { SavedViews, viewOf } from '../data/saved-views';
import { ViewMemory } from '../data/view-memory';
import { RecordListStore } from './record-list-store';
import { ViewNameDialog, type ViewNameQuestion } from './view-name-dialog';

/** The views of the list by name: show, save, rename, share, delete, open first. */
@Component({
  selector: 'bur-view-menu',
  imports: [
    MatButtonModule,
    MatMenuModule,
    MatDividerModule,
    LucideCheck,
    LucideChevronDown,
    LucideLayers,
    LucideUsers,
  ],
  templateUrl: './view-menu.html',
})
export class ViewMenu {
  readonly #store = inject(RecordListStore);
  readonly #memory = inject(ViewMemory);
  readonly #dialog = inject(MatDialog);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  protected readonly views = inject(SavedViews);

  protected readonly current = computed(() =>
    this.views.all().find(({ id }) => id === this.#store.view().savedAs),
  );
  protected readonly isOwn = computed(() => {
    const current = this.current();
    return current !== undefined && this.views.isOwn(current);
  });
  protected readonly isChanged = computed(() => {
    const current = this.current();
    return current !== undefined && !sameView(viewOf(current), this.#store.view());
  });
  protected readonly isDefault = () => this.#memory.habits().default_view === this.current()?.id;

  protected show(view: SavedView): void {
    this.#memory.remember({ last_view: view.id });
    this.#store.show(viewOf(view));
  }

  protected showAll(): void {
    this.#memory.remember({ last_view: null });
    this.#store.show({ q: '', sort: '', filters: [], columns: null, savedAs: null });
  }

  protected saveAs(): void {
    this.#ask({
      title: 'Save this view',
      action: 'Save view',
      name: '',
      shared: false,
      save: ({ name, shared }) =>
        this.#try(async () => {
          const saved = await this.views.create(name, this.#store.view(), shared);
          this.#memory.remember({ last_view: saved.id });
          this.#store.show({ savedAs: saved.id }, true);
        }),
    });
  }

  protected rename(view: SavedView): void {
    this.#ask({
      title: 'Rename or share this view',
      action: 'Save',
      name: view.name,
      shared: view.shared,
      save: (answer) => this.#try(() => this.views.change(view, answer)),
    });
  }

  protected async saveChanges(saved: SavedView): Promise<void> {
    const problem = await this.#try(() => this.views.change(saved, { view: this.#store.view() }));
    if (problem) this.#toasts.failed(`“${saved.name}” was not saved. ${problem}`);
    else this.#toasts.done(`“${saved.name}” saved.`);
  }

  protected toggleDefault(view: SavedView): void {
    const now = this.isDefault();
    this.#memory.remember({ default_view: now ? null : view.id });
    this.#toasts.done(now ? 'Records open with all of them.' : `Records open with “${view.name}”.`);
  }

  protected async remove(view: SavedView): Promise<void> {
    const sure = await this.#confirm.ask({
      title: `Delete the view “${view.name}”?`,
      text: view.shared
        ? 'It is shared: nobody will have it any more. No record changes.'
        : 'No record changes.',
      action: 'Delete view',
      danger: true,
    });
    if (!sure) return;
    const problem = await this.#try(() => this.views.remove(view));
    if (problem) return this.#toasts.failed(`“${view.name}” was not deleted. ${problem}`);
    if (this.isDefault()) this.#memory.remember({ default_view: null });
    this.#memory.remember({ last_view: null });
    this.#store.show({ savedAs: null }, true);
  }

  #ask(data: ViewNameQuestion): void {
    this.#dialog.open(ViewNameDialog, { data, width: '420px', maxWidth: 'calc(100vw - 24px)' });
  }

  /** What went wrong, in words; empty if nothing did. */
  async #try(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
      return '';
    } catch (error) {
      return toApiProblem(error).detail;
    }
  }
}
