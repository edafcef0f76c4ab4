import { Component, computed, input, output } from '@angular/core';
import { type Entity } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { countOf } from '@bureau/portal-ui';
import { LucideX } from '@lucide/angular';

/** The records that a task is about, by name; each can be taken out. */
@Component({
  selector: 'bur-given-records',
  imports: [LucideX],
  template: `
    <fieldset class="flex flex-col gap-1">
      <legend class="mb-1 text-table font-strong">{{ countOf(ids().length, 'record') }} given</legend>
      <ul class="flex max-h-40 flex-wrap gap-2 overflow-y-auto">
        @for (record of records(); track record.id) {
          <li
            class="flex max-w-full items-center gap-1 rounded-control border border-line bg-hover ps-2 text-table"
          >
            <span class="min-w-0 truncate">{{ record.name }}</span>
            <button type="button" class="take-out" (click)="takenOut.emit(record.id)">
              <svg lucideX [size]="14"></svg
              ><span class="bur-visually-hidden">Take out {{ record.name }}</span>
            </button>
          </li>
        }
      </ul>
      @if (error()) {
        <p class="text-table text-error">{{ error() }}</p>
      }
    </fieldset>
  `,
  styles: `
    .take-out {
      display: grid;
      place-items: center;
      width: 28px;
      height: 28px;
      border: 0;
      background: none;
      cursor: pointer;
    }
    @media (pointer: coarse) {
      .take-out {
        width: 44px;
        height: 44px;
      }
    }
  `,
})
export class GivenRecords {
  readonly ids = input.required<readonly number[]>();
  readonly error = input('');
  readonly takenOut = output<number>();

  readonly #known = apiResource<Entity[]>(
    () => '/entities',
    () => ({ 'id[in]': this.ids().join(','), limit: 200 }),
  );
  protected readonly records = computed(() => {
    const names = new Map(this.#known.value()?.map((record) => [record.id, record.name]));
    return this.ids().map((id) => ({ id, name: names.get(id) ?? `record ${id}` }));
  });
  protected readonly countOf = countOf;
}
