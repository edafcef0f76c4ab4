import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type JsonValue } from '@bureau/contracts';
import { fieldName } from '@bureau/portal-ui';
import { type Merge, withMine } from '../data/edit-conflict';
import { type RecordDraft } from '../data/entities-api';
import { toText } from '../data/metadata-text';

export interface ConflictQuestion {
  merge: Merge;
}

type Choice = 'mine' | 'theirs';

/** Per field, also inside the metadata: mine, theirs, and what it was. Answers with the merged draft, or nothing. */
@Component({
  selector: 'bur-conflict-dialog',
  imports: [MatDialogModule, MatButtonModule],
  templateUrl: './conflict-dialog.html',
  styleUrl: './conflict-dialog.scss',
})
export class ConflictDialog {
  readonly #dialog = inject<MatDialogRef<ConflictDialog, RecordDraft>>(MatDialogRef);
  readonly #merge = inject<ConflictQuestion>(MAT_DIALOG_DATA).merge;
  protected readonly conflicts = this.#merge.conflicts;
  protected readonly choices = signal<Readonly<Record<string, Choice>>>({});
  protected readonly complete = computed(() => this.conflicts.every(({ field }) => this.choices()[field]));
  protected readonly nameOf = fieldName;

  protected choose(field: string, choice: Choice): void {
    this.choices.update((now) => ({ ...now, [field]: choice }));
  }

  protected chooseAll(choice: Choice): void {
    this.choices.set(Object.fromEntries(this.conflicts.map(({ field }) => [field, choice])));
  }

  protected finish(): void {
    const mine = this.conflicts.filter(({ field }) => this.choices()[field] === 'mine');
    this.#dialog.close(withMine(this.#merge.draft, mine));
  }

  protected shown(value: JsonValue | undefined): string {
    return value === undefined || value === null || value === '' ? 'empty' : toText(value);
  }
}
