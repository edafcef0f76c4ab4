import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';
import { type Merge, withFields } from '../data/edit-conflict';
import { type RecordDraft } from '../data/entities-api';
import { type DraftField } from '../data/merge-patch';
import { toText } from '../data/metadata-text';

export interface ConflictQuestion {
  merge: Merge;
  mine: RecordDraft;
}

type Choice = 'mine' | 'theirs';

/** Per field: mine, theirs, and what it was before. Answers with the merged draft, or nothing on Cancel. */
@Component({
  selector: 'bur-conflict-dialog',
  imports: [MatDialogModule, MatButtonModule],
  templateUrl: './conflict-dialog.html',
  styleUrl: './conflict-dialog.scss',
})
export class ConflictDialog {
  readonly #dialog = inject<MatDialogRef<ConflictDialog, RecordDraft>>(MatDialogRef);
  readonly #question = inject<ConflictQuestion>(MAT_DIALOG_DATA);
  protected readonly conflicts = this.#question.merge.conflicts;
  protected readonly choices = signal<Readonly<Partial<Record<DraftField, Choice>>>>({});
  protected readonly complete = computed(() => this.conflicts.every(({ field }) => this.choices()[field]));
  protected readonly nameOf = fieldName;

  protected choose(field: DraftField, choice: Choice): void {
    this.choices.update((now) => ({ ...now, [field]: choice }));
  }

  protected finish(): void {
    const mine = this.conflicts.map(({ field }) => field).filter((field) => this.choices()[field] === 'mine');
    this.#dialog.close(withFields(this.#question.merge.draft, this.#question.mine, mine));
  }

  protected shown(value: JsonValue): string {
    return value === null || value === '' ? 'empty' : toText(value);
  }
}
