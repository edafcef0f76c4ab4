import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ChangeSet, type ChangeSetItem } from '@bureau/contracts';
import { countOf } from '@bureau/portal-ui';
import { LucideGitCompare } from '@lucide/angular';

/** Which records changed after the proposal was made, and that nothing was applied. */
@Component({
  selector: 'bur-drift-note',
  imports: [RouterLink, LucideGitCompare],
  template: `
    <section class="flex flex-wrap gap-3 rounded-card bg-warn-container p-4 text-on-warn-container">
      <svg lucideGitCompare class="mt-px" [size]="20"></svg>
      <div class="min-w-0 flex-1 basis-60">
        <h2>{{ countOf(drifted().length, 'record') }} changed since this was proposed</h2>
        <p>Nothing was applied. Look again to measure the changes against the records as they are now.</p>
        <ul class="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          @for (each of drifted(); track each.item_id) {
            <li>
              <a class="underline" [routerLink]="['/records', each.entity_id]">{{ each.name }}</a>
              <span class="text-table">
                {{ each.version === null ? ' is gone' : ' is now v' + each.version }}
              </span>
            </li>
          }
        </ul>
      </div>
    </section>
  `,
})
export class DriftNote {
  readonly set = input.required<ChangeSet>();
  readonly items = input<readonly ChangeSetItem[]>([]);

  protected readonly drifted = computed(() => {
    const names = new Map(this.items().map((item) => [item.id, item.entity_name]));
    return (this.set().drifted ?? []).map((each) => ({
      ...each,
      name: names.get(each.item_id) ?? `record ${each.entity_id}`,
    }));
  });
  protected readonly countOf = countOf;
}
