import {
  afterNextRender,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { ENTITY_STATUSES, type Entity } from '@bureau/contracts';
import { cellText, editorKind, readCell } from '../data/cell-value';
import { type RecordColumn, valueAt } from '../data/record-columns';
import { RecordEdits } from './record-edits';

/** Types into one cell: Enter saves, Tab saves and goes on, Escape reverts; leaving the cell saves. */
@Component({
  selector: 'bur-cell-editor',
  templateUrl: './cell-editor.html',
  styleUrl: './cell-editor.scss',
})
export class CellEditor {
  protected readonly edits = inject(RecordEdits);
  readonly record = input.required<Entity>();
  readonly column = input.required<RecordColumn>();
  /** The error stands above the cell, where there is room. */
  readonly errorAbove = input(true);
  /** Saved or reverted; `step` is where the keyboard goes next: 1, -1 or 0 columns on. */
  readonly closed = output<number>();

  protected readonly statuses = ENTITY_STATUSES;
  protected readonly kind = computed(() =>
    editorKind(this.column(), valueAt(this.record(), this.column().id)),
  );
  protected readonly initial = computed(() =>
    cellText(this.kind(), valueAt(this.record(), this.column().id)),
  );
  private readonly control = viewChild.required<ElementRef<HTMLInputElement | HTMLSelectElement>>('control');

  constructor() {
    afterNextRender(() => {
      const control = this.control().nativeElement;
      control.focus();
      if (control instanceof HTMLInputElement) control.select();
    });
  }

  protected pressed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#revert();
    else if (event.key === 'Enter') void this.#save(0);
    else if (event.key === 'Tab') void this.#save(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** The pointer went elsewhere: what was typed is kept if it can be, and stays open with its reason if not. */
  protected async left(): Promise<void> {
    const cell = this.edits.cell();
    if (cell?.id === this.record().id && !this.edits.busy()) await this.#store();
  }

  #revert(): void {
    this.edits.cancel();
    this.closed.emit(0);
  }

  async #save(step: number): Promise<void> {
    if (await this.#store()) this.closed.emit(step);
    else this.control().nativeElement.focus();
  }

  #store(): Promise<boolean> {
    const answer = readCell(this.column(), this.kind(), this.control().nativeElement.value);
    return this.edits.save(this.record(), this.column(), answer);
  }
}
