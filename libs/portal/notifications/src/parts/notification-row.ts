import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Notification } from '@bureau/contracts';
import { TimeAgo } from '@bureau/portal-ui';
import { subjectPage } from '../data/subject-page';
import { NotificationIcon } from './notification-icon';

/** One notification: what happened, when, and the way to it. Unread is a dot and bold type. */
@Component({
  selector: 'bur-notification-row',
  imports: [RouterLink, NotificationIcon, TimeAgo],
  template: `
    @let it = notification();
    <bur-notification-icon class="mt-0.5" [type]="it.type" />
    <div class="min-w-0 flex-1">
      @if (page(); as link) {
        <a
          class="title"
          [class.unread]="!it.is_read"
          [routerLink]="link.path"
          [queryParams]="link.query"
          (click)="opened.emit()"
          >{{ it.title }}</a
        >
      } @else {
        <button type="button" class="title" [class.unread]="!it.is_read" (click)="opened.emit()">
          {{ it.title }}
        </button>
      }
      @if (it.message && it.message !== it.title) {
        <p class="bur-muted text-table break-words">{{ it.message }}</p>
      }
      <bur-time class="bur-muted text-caption" [at]="it.created_at" />
    </div>
    @if (!it.is_read) {
      <span class="dot"><span class="bur-visually-hidden">unread</span></span>
    }
  `,
  styles: `
    :host {
      position: relative;
      display: flex;
      gap: 12px;
      align-items: flex-start;
      padding: 10px 16px;
    }
    :host:hover {
      background: var(--mat-sys-surface-container);
    }
    .title {
      padding: 0;
      border: 0;
      background: none;
      color: var(--mat-sys-on-surface);
      text-align: start;
      text-decoration: none;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    .title::after {
      content: '';
      position: absolute;
      inset: 0;
    }
    .title:focus-visible {
      outline: none;
    }
    .title:focus-visible::after {
      outline: 2px solid var(--mat-sys-primary);
      outline-offset: -2px;
    }
    .unread {
      font-weight: 600;
    }
    .dot {
      width: 8px;
      height: 8px;
      margin-top: 6px;
      border-radius: 4px;
      background: var(--mat-sys-primary);
    }
  `,
})
export class NotificationRow {
  readonly notification = input.required<Notification>();
  /** It was chosen; the row's link navigates by itself. */
  readonly opened = output();

  protected readonly page = computed(() => {
    const [path, query] = subjectPage(this.notification())?.split('?') ?? [];
    return path ? { path, query: Object.fromEntries(new URLSearchParams(query)) } : null;
  });
}
