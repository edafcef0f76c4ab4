import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { LucideColumns3, LucideListFilter, LucideSearch, LucideX } from '@lucide/angular';
import { filterSentence } from '../data/record-filter';
import { FilterForm } from './filter-form';
import { RecordListStore } from './record-list-store';

/** Typing is waited for this long before the list is searched, in milliseconds. */
const PAUSE = 250;

/** Above the list: search, filters as chips, columns. */
@Component({
  selector: 'bur-record-toolbar',
  imports: [
    MatButtonModule,
    MatMenuModule,
    FilterForm,
    LucideSearch,
    LucideX,
    LucideListFilter,
    LucideColumns3,
  ],
  templateUrl: './record-toolbar.html',
  styleUrl: './record-toolbar.scss',
})
export class RecordToolbar {
  protected readonly store = inject(RecordListStore);
  protected readonly sentence = filterSentence;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('search');
  #timer: ReturnType<typeof setTimeout> | undefined;

  focusSearch(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  protected typed(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store.search(text.trim()), PAUSE);
  }

  protected searchNow(text: string): void {
    clearTimeout(this.#timer);
    this.store.search(text.trim());
  }

  protected isShown(id: string): boolean {
    return this.store.columns().some((column) => column.id === id);
  }

  protected toggleColumn(id: string): void {
    const shown = this.store.columns().map((column) => column.id);
    this.store.chooseColumns(this.isShown(id) ? shown.filter((each) => each !== id) : [...shown, id]);
  }
}
