import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Person } from '@bureau/portal-core';
import { AgentBadge, countOf, RiskBars, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { LucideCircleQuestionMark } from '@lucide/angular';
import { type WaitingReview } from '../data/waiting-reviews';

/** One review in the inbox: how risky, what, by whom, how much, and when it is due. */
@Component({
  selector: 'bur-review-row',
  imports: [RouterLink, LucideCircleQuestionMark, AgentBadge, Person, RiskBars, StatusChip, TimeAgo],
  template: `
    @let it = review();
    <div class="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover">
      @if (it.kind === 'change_set') {
        <bur-risk class="w-20" [risk]="it.set.risk" />
      } @else {
        <span class="flex w-20 items-center gap-1.5 text-table text-warn">
          <svg lucideCircleQuestionMark [size]="16"></svg
          >{{ it.escalation.kind === 'question' ? 'asks' : 'stopped' }}
        </span>
      }
      <a class="title" [routerLink]="link()">{{ title() }}</a>
      <span class="flex flex-wrap items-center gap-x-3 gap-y-1 text-table">
        @if (it.kind === 'change_set') {
          @if (it.set.status !== 'proposed') {
            <bur-status [status]="it.set.status" />
          }
          <span class="md:w-28">
            @if (it.set.agent) {
              <bur-agent [name]="it.set.agent" />
            }
          </span>
          <span class="bur-muted md:w-36 md:truncate">for <bur-person [id]="it.set.created_by" /></span>
          <span class="tabular-nums md:w-24 md:text-end">{{ countOf(it.set.item_count, 'record') }}</span>
        } @else {
          <span class="bur-muted md:w-36 md:truncate"
            >for <bur-person [id]="it.escalation.assigned_to"
          /></span>
          <span class="hidden md:inline-block md:w-24"></span>
        }
        <span class="bur-muted md:w-28 md:text-end">
          @if (closed()) {
            @if (decidedAt(); as at) {
              <bur-time [at]="at" />
            }
          } @else {
            due <bur-time [at]="it.due_at" />
          }
        </span>
      </span>
    </div>
  `,
  styles: `
    .title {
      flex: 1;
      flex-basis: 240px;
      min-width: 0;
      color: var(--mat-sys-on-surface);
      font-weight: 600;
      text-decoration: none;
    }
    .title::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    .title:hover {
      text-decoration: underline;
    }
    .title:focus-visible {
      outline: none;
    }
    .title:focus-visible::after {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
  `,
})
export class ReviewRow {
  readonly review = input.required<WaitingReview>();

  protected readonly title = computed(() => {
    const it = this.review();
    return it.kind === 'change_set' ? it.set.title : it.escalation.title;
  });
  protected readonly link = computed(() => {
    const it = this.review();
    return it.kind === 'change_set' ? ['/change-sets', it.set.id] : ['/escalations', it.escalation.id];
  });
  protected readonly closed = computed(() => {
    const it = this.review();
    return it.kind === 'change_set' && it.set.status !== 'proposed' && it.set.status !== 'stale';
  });
  /** When it was decided; absent for what was withdrawn before its time. */
  protected readonly decidedAt = computed(() => {
    const it = this.review();
    if (it.kind !== 'change_set') return null;
    const { committed_at, decisions, expires_at } = it.set;
    const overdue = Date.parse(expires_at) < Date.now() ? expires_at : null;
    return committed_at ?? decisions.at(-1)?.at ?? overdue;
  });
  protected readonly countOf = countOf;
}
