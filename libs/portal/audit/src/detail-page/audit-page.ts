import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditLog } from '@bureau/contracts';
import { apiResource, PageTitle, Person } from '@bureau/portal-core';
import { changesBetween, FieldChanges, fullTime, PageHeader, State, TimeAgo } from '@bureau/portal-ui';
import { isErased, pageOf, resourceWord } from '../data/audit-words';
import { AuditActorName } from '../parts/audit-actor';
import { AuditOutcome } from '../parts/audit-outcome';

/** One audit row: what changed, who did it with whose rights, who approved it, and from where. */
@Component({
  selector: 'bur-audit-page',
  imports: [RouterLink, AuditActorName, AuditOutcome, FieldChanges, PageHeader, Person, State, TimeAgo],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
})
export class AuditPage {
  readonly id = input.required<string>();

  protected readonly row = apiResource<AuditLog>(() => `/audit-logs/${this.id()}`);
  protected readonly changes = computed(() =>
    changesBetween(this.row.value()?.old_values, this.row.value()?.new_values),
  );
  protected readonly subject = computed(() => {
    const row = this.row.value();
    return row?.entity_id == null
      ? null
      : { word: `${resourceWord(row.entity_type)} ${row.entity_id}`, page: pageOf(row) };
  });
  protected readonly erased = computed(() => {
    const row = this.row.value();
    return row !== undefined && isErased(row);
  });
  protected readonly moment = computed(() => fullTime(new Date(this.row.value()?.timestamp ?? 0)));

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.row.value()?.action ?? 'Audit row'));
  }
}
