import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Session } from '@bureau/portal-core';
import { PageHeader } from '@bureau/portal-ui';
import { LucidePlus } from '@lucide/angular';
import { MyTasks } from './my-tasks';
import { RecentRecords } from './recent-records';
import { WaitingReviews } from './waiting-reviews';

/** What needs me: reviews that wait, my tasks, records that changed. */
@Component({
  selector: 'bur-home-page',
  imports: [PageHeader, MatButtonModule, RouterLink, LucidePlus, WaitingReviews, MyTasks, RecentRecords],
  template: `
    <div class="bur-page">
      <bur-page-header [heading]="greeting()">
        @if (session.can('agent_task:create')) {
          <a burActions matButton="filled" routerLink="/tasks/new"><svg lucidePlus></svg>New task</a>
        }
      </bur-page-header>
      <div class="grid items-start gap-4 lg:grid-cols-2">
        @if (session.can('change_set:read')) {
          <bur-waiting-reviews />
        }
        @if (session.can('agent_task:read')) {
          <bur-my-tasks class="lg:col-start-2 lg:row-span-2 lg:row-start-1" />
        }
        @if (session.can('entity:read')) {
          <bur-recent-records />
        }
      </div>
    </div>
  `,
})
export class HomePage {
  protected readonly session = inject(Session);
  protected readonly greeting = computed(() => {
    const name = this.session.user()?.full_name.split(' ')[0];
    return name ? `Hello, ${name}` : 'Home';
  });
}
