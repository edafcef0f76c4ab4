import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ProblemBanner } from '@bureau/portal-ui';
import { LucideShieldAlert, LucideShieldCheck, LucideShieldQuestionMark } from '@lucide/angular';
import { AuditIntegrityStore } from '../data/audit-integrity-store';
import { AuditVerificationFacts } from './audit-verification-facts';
import { findingText, integritySentence, progressText } from '../data/verification-words';

/** How the newest verification ended: one line, or the first bad row for everybody to see. */
@Component({
  selector: 'bur-audit-integrity',
  imports: [
    RouterLink,
    LucideShieldAlert,
    LucideShieldCheck,
    LucideShieldQuestionMark,
    ProblemBanner,
    AuditVerificationFacts,
  ],
  template: `
    <bur-problem-banner
      what="The audit log could not be verified."
      [problem]="store.problem()"
      [canRetry]="true"
      (retry)="store.verify()"
    />
    @if (altered(); as found) {
      <div role="alert" class="altered flex items-start gap-3 rounded-card p-3">
        <svg lucideShieldAlert class="mt-px shrink-0" [size]="18"></svg>
        <div class="min-w-0">
          <p class="font-strong">{{ sentence() }}</p>
          <p>{{ found.text }}</p>
          @if (found.row; as row) {
            <a class="link" [routerLink]="['/audit', row]">Row {{ row }} as it is now</a>
          }
        </div>
      </div>
    }
    <p role="status" class="bur-muted flex items-center gap-2 text-table empty:hidden">
      @if (progress(); as text) {
        <svg lucideShieldQuestionMark [size]="16"></svg>{{ text }}
      } @else if (store.integrity() && !altered()) {
        @if (store.integrity()?.last?.intact) {
          <svg lucideShieldCheck class="text-ok" [size]="16"></svg>
        } @else {
          <svg lucideShieldQuestionMark [size]="16"></svg>
        }
        {{ sentence() }}
      }
    </p>
    @if (store.integrity()?.last; as last) {
      @if (last.status === 'completed') {
        <details class="text-table">
          <summary>What was verified</summary>
          <bur-audit-verification [run]="last" />
        </details>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
    .altered {
      background: var(--mat-sys-error-container);
      color: var(--mat-sys-on-error-container);
    }
    summary {
      width: fit-content;
      min-height: 24px;
      color: var(--mat-sys-primary);
      font-weight: 600;
      cursor: pointer;
    }
    .link {
      color: inherit;
      text-decoration: underline;
    }
  `,
})
export class AuditIntegrityLine {
  protected readonly store = inject(AuditIntegrityStore);

  protected readonly sentence = computed(() => {
    const integrity = this.store.integrity();
    return integrity ? integritySentence(integrity, new Date()) : '';
  });
  protected readonly progress = computed(() => {
    const current = this.store.current();
    return current && progressText(current, this.store.integrity()?.sealed_rows ?? 0);
  });
  protected readonly altered = computed(() => {
    const last = this.store.integrity()?.last;
    if (last?.intact !== false) return null;
    const [first] = last.findings;
    return { text: findingText(last), row: first?.kind === 'row_changed' ? first.row_id : null };
  });
}
