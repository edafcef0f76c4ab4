import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type Agent } from '@bureau/contracts';
import { apiResource } from '@bureau/portal-core';
import { AgentBadge, countOf, PageHeader, State } from '@bureau/portal-ui';
import { isOffline } from '../data/task-words';
import { OfflineNote } from '../parts/offline-note';

/** The agents of the office. */
@Component({
  selector: 'bur-agent-list-page',
  imports: [RouterLink, AgentBadge, OfflineNote, PageHeader, State],
  template: `
    <div class="bur-page">
      <bur-page-header
        heading="Agents"
        text="Who works here besides people. Agents act with the rights of whoever asks them, and propose; people decide."
      />
      @if (offline()) {
        <bur-offline-note />
      }
      <bur-state
        what="The agents"
        skeleton="card"
        [rows]="2"
        [loading]="agents.loading()"
        [problem]="agents.value() ? null : agents.problem()"
        [empty]="!agents.value()?.length"
        emptyHeading="No agents are set up"
        (retry)="agents.reload()"
      >
        <ul class="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          @for (agent of agents.value(); track agent.name) {
            <li class="bur-card relative flex flex-col gap-2 p-4 hover:bg-hover">
              <h2 class="flex items-center gap-2">
                <a class="after:absolute after:inset-0 no-underline" [routerLink]="['/agents', agent.name]">
                  <bur-agent [name]="agent.name" />
                </a>
              </h2>
              <p class="font-strong">{{ agent.role }}</p>
              <p class="bur-muted mt-auto text-table">
                {{ countOf(agent.tools.length, 'tool') }} ·
                {{ isOffline(agent.model) ? 'offline model' : agent.model }} ·
                {{ agent.policy.requires_approval ? 'people approve every change' : 'may commit on its own' }}
              </p>
            </li>
          }
        </ul>
      </bur-state>
    </div>
  `,
})
export class AgentListPage {
  protected readonly agents = apiResource<Agent[]>(() => '/agents');
  protected readonly offline = computed(
    () => this.agents.value()?.some((agent) => isOffline(agent.model)) ?? false,
  );
  protected readonly isOffline = isOffline;
  protected readonly countOf = countOf;
}
