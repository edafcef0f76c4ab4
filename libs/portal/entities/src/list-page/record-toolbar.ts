import { Component, computed, type ElementRef, inject, output, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { DENSITIES, type Density, Preferences } from '@bureau/portal-core';
import { LucideListFilter, LucideRows3, LucideSearch, LucideX } from '@lucide/angular';
import { filterSentence } from '../data/record-filter';
import { ColumnPanel } from './column-panel';
import { FilterForm } from './filter-form';
import { GoTo } from './go-to';
import { RecordListStore } from './record-list-store';
import { ViewMenu } from './view-menu';

/** Typing is waited for this long before the list is searched, in milliseconds. */
const PAUSE = 250;

/** Above the list: view, search, filters as chips, columns, density, the jump to a value. */
@Component({
  selector: 'bur-record-toolbar',
  imports: [
    MatButtonModule,
    MatMenuModule,
    ColumnPanel,
    FilterForm,
    GoTo,
    ViewMenu,
    LucideSearch,
    LucideX,
    LucideListFilter,
    LucideRows3,
  ],
  templateUrl: './record-toolbar.html',
  styleUrl: './record-toolbar.scss',
})
export class RecordToolbar {
  protected readonly store = inject(RecordListStore);
  protected readonly preferences = inject(Preferences);
  readonly found = output<number>();
  protected readonly sentence = filterSentence;
  protected readonly densities = DENSITIES;
  protected readonly searched = computed(() => this.store.view().q);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('search');
  private readonly jump = viewChild.required(GoTo);
  #timer: ReturnType<typeof setTimeout> | undefined;

  focusSearch(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  goTo(): void {
    this.jump().show();
  }

  protected wordOf(density: Density): string {
    return density.charAt(0).toUpperCase() + density.slice(1);
  }

  protected typed(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.store.search(text.trim()), PAUSE);
  }

  protected searchNow(text: string): void {
    clearTimeout(this.#timer);
    if (text.trim() !== this.searched()) this.store.search(text.trim());
  }
}
