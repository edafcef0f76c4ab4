import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditVerification } from '@bureau/contracts';
import { countOf, fullTime, numberText } from '@bureau/portal-ui';

/** What a verification covered, and what is rightly missing from the log: dropped months and erased persons. */
@Component({
  selector: 'bur-audit-verification',
  imports: [RouterLink],
  template: `
    @let it = run();
    <dl class="facts">
      <dt>Rows compared</dt>
      <dd>{{ number(it.rows) }}</dd>
      <dt>Seals</dt>
      <dd>{{ number(it.seals) }}</dd>
      <dt>Checkpoints outside the database</dt>
      <dd>{{ number(it.checkpoints) }}</dd>
      <dt>Too new for a seal</dt>
      <dd>{{ number(it.pending_rows) }}</dd>
      <dt>With a person's data erased</dt>
      <dd>
        @if (it.erased_rows > 0) {
          <a class="bur-link" routerLink="/audit" [queryParams]="{ action: 'audit_log.erase' }">{{
            count(it.erased_rows, 'row')
          }}</a>
        } @else {
          none
        }
      </dd>
      <dt>Dropped after their time</dt>
      <dd>
        @for (month of it.dropped_months; track month.month) {
          <p>
            <a class="bur-link" routerLink="/audit" [queryParams]="{ action: 'audit_log.drop_month' }">{{
              month.month
            }}</a>
            with {{ count(month.rows, 'row') }} at {{ moment(month.dropped_at) }}. {{ month.reason }}
          </p>
        } @empty {
          no month
        }
      </dd>
    </dl>
    <p class="mt-2">
      <a class="bur-link" routerLink="/audit" [queryParams]="{ action: 'audit_log.*' }"
        >Everything that was done to the log itself</a
      >
    </p>
  `,
  styles: `
    .facts {
      display: grid;
      grid-template-columns: minmax(120px, 260px) minmax(0, 1fr);
      gap: 4px 16px;
      margin-top: 4px;
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
  `,
})
export class AuditVerificationFacts {
  readonly run = input.required<AuditVerification>();

  protected readonly number = numberText;
  protected readonly count = (value: number, one: string): string => countOf(value, one);
  protected readonly moment = (at: string): string => fullTime(new Date(at));
}
