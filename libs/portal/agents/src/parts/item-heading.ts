import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ChangeSetItem } from '@bureau/contracts';
import { OPERATION_WORDS } from '../data/change-set-words';

/** What happens to which record: "Change nginx". */
@Component({
  selector: 'bur-item-heading',
  imports: [RouterLink],
  template: `
    <span class="bur-muted text-table" [class.text-error]="item().operation === 'delete'">{{ word() }}</span>
    @if (item().entity_id; as id) {
      <a class="bur-link min-w-0 break-words" [routerLink]="['/records', id]">{{ name() }}</a>
    } @else {
      <strong class="min-w-0 font-strong break-words">{{ name() }}</strong>
    }
  `,
  host: { class: 'flex flex-wrap items-baseline gap-x-2' },
})
export class ItemHeading {
  readonly item = input.required<ChangeSetItem>();

  protected readonly word = computed(() => OPERATION_WORDS[this.item().operation]);
  protected readonly name = computed(() => itemName(this.item()));
}

/** The record of a row by name, also of one that is only going to be made. */
export function itemName({ entity_name, entity_id, changes }: ChangeSetItem): string {
  const proposed = changes.find((change) => change.field === 'name')?.to;
  if (entity_name !== null) return entity_name;
  return typeof proposed === 'string' ? proposed : entity_id ? `record ${entity_id}` : 'a new record';
}
