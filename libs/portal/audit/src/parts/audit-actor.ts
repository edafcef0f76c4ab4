import { Component, input } from '@angular/core';
import { type AuditLog } from '@bureau/contracts';
import { Person } from '@bureau/portal-core';
import { AgentBadge } from '@bureau/portal-ui';

/** Who did it: a person, an agent on somebody's behalf, an API key, or the system. */
@Component({
  selector: 'bur-audit-actor',
  imports: [AgentBadge, Person],
  template: `
    @let it = row();
    @switch (it.actor.type) {
      @case ('agent') {
        <bur-agent [name]="it.actor.name ?? it.actor.id ?? 'agent'" />
        @if (it.user_id !== null) {
          <span class="bur-muted">for <bur-person [id]="it.user_id" /></span>
        }
      }
      @case ('user') {
        @if (it.actor.name) {
          {{ it.actor.name }}
        } @else if (it.user_id !== null) {
          <bur-person [id]="it.user_id" [capital]="true" />
        } @else {
          Somebody unknown
        }
      }
      @case ('api_key') {
        API key {{ it.actor.name ?? it.actor.id }}
      }
      @default {
        Bureau
      }
    }
  `,
  host: { class: 'inline-flex flex-wrap items-center gap-x-2' },
})
export class AuditActorName {
  readonly row = input.required<AuditLog>();
}
