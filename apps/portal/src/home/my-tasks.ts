import { Component, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type AgentTask } from '@bureau/contracts';
import { cursorList, Live, Session } from '@bureau/portal-core';
import { AgentBadge, State, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { HomeCard } from './home-card';

/** What I asked of agents, newest first; statuses follow the work in place. */
@Component({
  selector: 'bur-my-tasks',
  imports: [HomeCard, State, RouterLink, MatButtonModule, AgentBadge, StatusChip, TimeAgo],
  template: `
    <bur-home-card heading="My tasks" link="/tasks" linkLabel="All tasks">
      <bur-state
        what="The tasks"
        [rows]="3"
        [loading]="list.loading()"
        [problem]="list.items().length === 0 ? list.problem() : null"
        [empty]="list.items().length === 0"
        emptyHeading="No task yet"
        emptyText="Ask an agent to find, count, clean or compare records. It proposes, you decide."
        (retry)="list.reload()"
      >
        @if (session.can('agent_task:create')) {
          <a burEmptyAction matButton="outlined" routerLink="/tasks/new">Ask an agent</a>
        }
        <ul class="rows">
          @for (task of list.items(); track task.id) {
            <li>
              <a class="row" [routerLink]="['/tasks', task.id]">
                <span class="title">{{ task.input }}</span>
                <span class="facts">
                  <bur-status [status]="task.status" />
                  @if (task.agent) {
                    <bur-agent [name]="task.agent" />
                  }
                  <bur-time class="when" [at]="task.created_at" />
                </span>
              </a>
            </li>
          }
        </ul>
      </bur-state>
    </bur-home-card>
  `,
  styleUrl: './home-rows.scss',
})
export class MyTasks {
  protected readonly session = inject(Session);
  protected readonly list = cursorList<AgentTask>(() => {
    const user = this.session.user();
    return user ? { path: '/agent-tasks', query: { requested_by: user.id, limit: 5 } } : undefined;
  });

  constructor() {
    inject(Live)
      .on('agent_task.changed')
      .pipe(takeUntilDestroyed())
      .subscribe(({ id, status, version }) =>
        this.list.update((items) =>
          items.map((task) => (task.id === id ? { ...task, status, version } : task)),
        ),
      );
  }
}
