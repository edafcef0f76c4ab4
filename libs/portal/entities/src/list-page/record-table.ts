import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { SortButton, SortHeader, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { OwnerName } from '../parts/owner-name';
import { MetadataCell } from '../parts/metadata-cell';
import { metadataValue } from '../data/record-columns';
import { RecordListStore } from './record-list-store';

/** The rows of the list: a table on wide screens, two lines a row on phones. */
@Component({
  selector: 'bur-record-table',
  imports: [RouterLink, SortHeader, SortButton, StatusChip, TimeAgo, OwnerName, MetadataCell],
  templateUrl: './record-table.html',
  styleUrl: './record-table.scss',
})
export class RecordTable {
  protected readonly store = inject(RecordListStore);
  readonly selectable = input(false);
  readonly opened = output<Entity>();

  protected readonly valueOf = metadataValue;

  protected keyPressed(event: KeyboardEvent, record: Entity): void {
    if (event.key === 'x' && this.selectable()) this.store.toggle(record.id, event.shiftKey);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.#moveFocus(event);
    else return;
    event.preventDefault();
  }

  #moveFocus(event: KeyboardEvent): void {
    const row = event.target instanceof HTMLElement ? event.target.closest('tr') : null;
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling;
    next?.querySelector<HTMLElement>('a')?.focus();
  }
}
