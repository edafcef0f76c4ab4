import { Component, computed, inject, input, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type AuditLog } from '@bureau/contracts';
import { cursorList, useShortcuts } from '@bureau/portal-core';
import { MoreRows, PageHeader, ProblemBanner, State, TimeAgo } from '@bureau/portal-ui';
import { LucideRefreshCw, LucideShieldCheck, LucideX } from '@lucide/angular';
import { AUDIT_FILTER_NAMES, type AuditFilter, auditQuery, setFilters } from '../data/audit-filter';
import { AuditIntegrityStore } from '../data/audit-integrity-store';
import { changedFields, filterWord, pageOf, resourceWord } from '../data/audit-words';
import { AuditActorName } from '../parts/audit-actor';
import { AuditOutcome } from '../parts/audit-outcome';
import { AuditExportMenu } from './audit-export-menu';
import { AuditFilterForm } from './audit-filter-form';
import { AuditIntegrityLine } from './audit-integrity-line';

/** Who did what, when and on whose behalf; every row opens. */
@Component({
  selector: 'bur-audit-list-page',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideRefreshCw,
    LucideShieldCheck,
    LucideX,
    AuditActorName,
    AuditExportMenu,
    AuditFilterForm,
    AuditIntegrityLine,
    AuditOutcome,
    MoreRows,
    PageHeader,
    ProblemBanner,
    State,
    TimeAgo,
  ],
  providers: [AuditIntegrityStore],
  templateUrl: './audit-list-page.html',
  styleUrl: './audit-list-page.scss',
})
export class AuditListPage {
  readonly #router = inject(Router);
  readonly action = input<string>();
  readonly entity_type = input<string>();
  readonly entity_id = input<string>();
  readonly actor_type = input<string>();
  readonly actor_name = input<string>();
  readonly user_id = input<string>();
  readonly approved_by = input<string>();
  readonly agent_task_id = input<string>();
  readonly change_set_id = input<string>();
  readonly session_id = input<string>();
  readonly request_id = input<string>();
  readonly ip = input<string>();
  readonly outcome = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  protected readonly integrity = inject(AuditIntegrityStore);
  protected readonly form = viewChild.required(AuditFilterForm);

  protected readonly filter = computed<AuditFilter>(() =>
    Object.fromEntries(AUDIT_FILTER_NAMES.map((name) => [name, this[name]()])),
  );
  protected readonly list = cursorList<AuditLog>(() => ({
    path: '/audit-logs',
    query: auditQuery(this.filter()),
  }));
  protected readonly chips = computed(() => setFilters(this.filter()));
  protected readonly nameOf = filterWord;
  protected readonly fieldsOf = changedFields;
  protected readonly pageOf = pageOf;
  protected readonly wordOf = resourceWord;

  constructor() {
    useShortcuts([{ keys: '/', label: 'Filter', group: 'This page', run: () => this.form().focus() }]);
  }

  protected apply(filter: AuditFilter): void {
    const queryParams = Object.fromEntries(
      Object.entries(filter).map(([name, value]) => [name, value || null]),
    );
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected remove(name: keyof AuditFilter): void {
    this.apply({ [name]: '' });
  }

  protected clear(): void {
    void this.#router.navigate([], { queryParams: {} });
  }

  /** The row opens as a whole; links in it keep their own target. */
  protected open(event: MouseEvent, row: AuditLog): void {
    if (event.target instanceof Element && event.target.closest('a')) return;
    void this.#router.navigate(['/audit', row.id]);
  }
}
