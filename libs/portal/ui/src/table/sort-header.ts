import { computed, Directive, ElementRef, inject, input, output } from '@angular/core';
import { parseSort, toggleSort } from './sort';

/**
 * The head of a column that sorts, a `th` or any element with the role `columnheader`:
 * `<th burSortHeader="name" [sort]="sort()" (sortChange)="…"><bur-sort-button>Name</bur-sort-button></th>`.
 */
@Directive({
  selector: '[burSortHeader]',
  host: { '[attr.aria-sort]': 'direction()', '[attr.scope]': 'scope' },
})
export class SortHeader {
  /** Only a table's own cell needs it said; in a grid of other elements the role says it. */
  protected readonly scope =
    inject<ElementRef<HTMLElement>>(ElementRef).nativeElement.tagName === 'TH' ? 'col' : null;
  readonly field = input.required<string>({ alias: 'burSortHeader' });
  /** The list's whole sort, `-status,name`. */
  readonly sort = input('');
  readonly sortChange = output<string>();

  readonly direction = computed(() => {
    const key = parseSort(this.sort()).find(({ field }) => field === this.field());
    return key ? (key.descending ? 'descending' : 'ascending') : null;
  });

  /** @param add sorts by this column after the others */
  toggle(add: boolean): void {
    this.sortChange.emit(toggleSort(this.sort(), this.field(), add));
  }
}
