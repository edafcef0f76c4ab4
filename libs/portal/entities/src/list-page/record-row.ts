import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { StatusChip, TimeAgo } from '@bureau/portal-ui';
import { LucideCircleSlash } from '@lucide/angular';
import { NAME_COLUMN, type RecordColumn, valueAt } from '../data/record-columns';
import { MetadataCell } from '../parts/metadata-cell';
import { OwnerName } from '../parts/owner-name';
import { CellEditor } from './cell-editor';
import { RecordEdits } from './record-edits';

/** One row of the records grid, loaded or not yet. The grid moves the keyboard; a row shows and tells. */
@Component({
  selector: 'bur-record-row',
  imports: [RouterLink, StatusChip, TimeAgo, LucideCircleSlash, MetadataCell, OwnerName, CellEditor],
  templateUrl: './record-row.html',
  styleUrl: './record-row.scss',
  host: {
    role: 'row',
    '[attr.aria-rowindex]': 'index() + 2',
    '[attr.aria-selected]': 'selectable() && record() ? selected() : null',
    '[attr.aria-busy]': 'record() ? null : "true"',
    '[class.editing]': 'isEdited()',
  },
})
export class RecordRow {
  readonly #edits = inject(RecordEdits);
  readonly record = input.required<Entity | undefined>();
  readonly index = input.required<number>();
  readonly columns = input.required<readonly RecordColumn[]>();
  readonly selectable = input(false);
  readonly selected = input(false);
  /** It was edited here and no longer belongs to the filter. */
  readonly unmatched = input(false);
  /** The column that has the keyboard, -1 if none of this row. */
  readonly active = input(-1);
  /** Two lines, for phones. */
  readonly narrow = input(false);
  readonly toggled = output<boolean>();
  readonly editClosed = output<number>();

  protected readonly nameColumn = NAME_COLUMN;
  protected readonly valueOf = valueAt;
  protected readonly isEdited = computed(
    () => this.#edits.cell()?.id === this.record()?.id && !!this.record(),
  );

  protected editedColumn(id: string): boolean {
    return this.isEdited() && this.#edits.cell()?.column === id;
  }
}
