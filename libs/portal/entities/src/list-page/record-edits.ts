import { inject, Injectable, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { type Entity, type JsonValue } from '@bureau/contracts';
import { type ApiProblem, fieldErrors, toApiProblem } from '@bureau/portal-core';
import { Announcer } from '@bureau/portal-ui';
import { firstValueFrom } from 'rxjs';
import { type CellAnswer, isUnchanged, withCell } from '../data/cell-value';
import { type FieldConflict } from '../data/edit-conflict';
import { EntitiesApi, type RecordDraft } from '../data/entities-api';
import { draftOf, mergePatch } from '../data/merge-patch';
import { type RecordColumn, valueAt } from '../data/record-columns';
import { ConflictDialog, type ConflictQuestion } from '../form-page/conflict-dialog';
import { RecordListStore } from './record-list-store';

/** Edits one cell at a time against the version that is shown. */
@Injectable()
export class RecordEdits {
  readonly #store = inject(RecordListStore);
  readonly #api = inject(EntitiesApi);
  readonly #dialog = inject(MatDialog);
  readonly #announcer = inject(Announcer);
  /** The cell that is open. */
  readonly cell = signal<{ id: number; column: string } | null>(null);
  /** What is wrong with what was typed, shown beside the cell. */
  readonly error = signal('');
  readonly busy = signal(false);

  open(id: number, column: string): void {
    this.error.set('');
    this.cell.set({ id, column });
  }

  /** Leaves the cell as it was. */
  cancel(): void {
    this.error.set('');
    this.cell.set(null);
  }

  /** @returns false where the cell stays open, with the reason beside it */
  async save(record: Entity, column: RecordColumn, answer: CellAnswer): Promise<boolean> {
    if (this.busy()) return false;
    if ('error' in answer) {
      this.error.set(answer.error);
      return false;
    }
    if (!isUnchanged(record, column, answer.value) && !(await this.#write(record, column, answer.value)))
      return false;
    this.cancel();
    return true;
  }

  async #write(record: Entity, column: RecordColumn, value: JsonValue): Promise<boolean> {
    this.busy.set(true);
    this.error.set('');
    try {
      await this.#send(record, withCell(record, column.id, value), column);
      return true;
    } catch (error) {
      const problem = toApiProblem(error);
      if (problem.status === 412) return await this.#conflict(record, column, value);
      this.error.set(reasonOf(problem));
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  async #send(base: Entity, draft: RecordDraft, column: RecordColumn): Promise<void> {
    const saved = await this.#api.update(base.id, base.version, mergePatch(draftOf(base), draft));
    this.#store.put(saved);
    this.#announcer.say(`${column.label} of ${saved.name} saved.`);
    if (this.#store.isFiltered()) await this.#store.checkMatch(saved.id);
  }

  /** Somebody else was faster. Where they left this cell alone both changes fit together; else the person chooses. */
  async #conflict(record: Entity, column: RecordColumn, value: JsonValue): Promise<boolean> {
    try {
      const latest = await this.#api.get(record.id);
      const theirs = valueAt(latest, column.id) ?? null;
      const mine = withCell(latest, column.id, value);
      const draft = isUnchanged(record, column, theirs)
        ? mine
        : await this.#ask(questionOf(record, latest, column, value));
      if (!draft) {
        this.#store.put(latest);
        return false;
      }
      await this.#send(latest, draft, column);
      return true;
    } catch (error) {
      this.error.set(reasonOf(toApiProblem(error)));
      return false;
    }
  }

  #ask(data: ConflictQuestion): Promise<RecordDraft | undefined> {
    const opened = this.#dialog.open<ConflictDialog, ConflictQuestion, RecordDraft>(ConflictDialog, {
      data,
      width: '720px',
      maxWidth: 'calc(100vw - 24px)',
    });
    return firstValueFrom(opened.afterClosed());
  }
}

function questionOf(
  record: Entity,
  latest: Entity,
  column: RecordColumn,
  value: JsonValue,
): ConflictQuestion {
  const conflict: FieldConflict = {
    field: column.id,
    path: column.id.split('.'),
    original: valueAt(record, column.id) ?? null,
    // An empty cell takes a value out of the metadata; a field becomes null.
    mine: value === null && column.id.startsWith('metadata.') ? undefined : value,
    theirs: valueAt(latest, column.id) ?? null,
  };
  return { merge: { draft: draftOf(latest), conflicts: [conflict] } };
}

function reasonOf(problem: ApiProblem): string {
  const [first] = fieldErrors(problem).values();
  return first ?? (problem.detail || problem.title);
}
