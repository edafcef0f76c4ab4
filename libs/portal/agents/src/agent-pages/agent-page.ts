import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatButtonModule } from '@angular/material/button';
import { type Agent } from '@bureau/contracts';
import { apiResource, PageTitle, Session } from '@bureau/portal-core';
import { numberText, PageHeader, State } from '@bureau/portal-ui';
import { isOffline } from '../data/task-words';
import { PolicyForm } from './policy-form';
import { TrackRecord } from './track-record';
import { OfflineNote } from '../parts/offline-note';

/** One agent: what it is for, what it may use, and what holds it. */
@Component({
  selector: 'bur-agent-page',
  imports: [RouterLink, MatButtonModule, OfflineNote, PageHeader, PolicyForm, State, TrackRecord],
  templateUrl: './agent-page.html',
})
export class AgentPage {
  readonly name = input.required<string>();

  readonly #session = inject(Session);
  protected readonly agent = apiResource<Agent>(() => `/agents/${encodeURIComponent(this.name())}`);
  protected readonly offline = computed(() => isOffline(this.agent.value()?.model ?? null));
  protected readonly mayAsk = computed(() => this.#session.can('agent_task:create'));
  protected readonly mayGrant = computed(() => this.#session.can('agent:update'));
  protected readonly numberText = numberText;

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.name()));
  }
}
