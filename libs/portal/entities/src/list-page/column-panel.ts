import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { LucideArrowDown, LucideArrowUp, LucideColumns3 } from '@lucide/angular';
import { columnsOf } from '../data/record-columns';
import { moveColumn, toggleColumn } from './column-keys';
import { RecordListStore } from './record-list-store';

/** Chooses the columns and their order: those that are shown in it, then those that are not. */
@Component({
  selector: 'bur-column-panel',
  imports: [
    CdkTrapFocus,
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    MatButtonModule,
    LucideArrowDown,
    LucideArrowUp,
    LucideColumns3,
  ],
  templateUrl: './column-panel.html',
  styleUrl: './column-panel.scss',
})
export class ColumnPanel {
  readonly #store = inject(RecordListStore);
  protected readonly open = signal(false);
  protected readonly text = signal('');
  protected readonly shown = computed(() => {
    const ids = this.#store.columnSettings().map(({ id }) => id);
    return columnsOf(ids, this.#store.offered());
  });
  protected readonly others = computed(() => {
    const wanted = this.text().trim().toLowerCase();
    const shown = new Set(this.shown().map(({ id }) => id));
    return this.#store
      .offered()
      .filter(({ id, label }) => !shown.has(id) && `${label} ${id}`.toLowerCase().includes(wanted));
  });

  protected toggle(id: string): void {
    this.#store.chooseColumns(toggleColumn(this.#store.columnSettings(), id));
  }

  protected move(id: string, step: number): void {
    this.#store.chooseColumns(moveColumn(this.#store.columnSettings(), id, step));
  }

  protected reset(): void {
    this.#store.chooseColumns(null);
  }
}
