import { Component, input } from '@angular/core';
import { type FieldProvenance } from '@bureau/contracts';
import { Person } from '@bureau/portal-core';
import { AgentBadge } from '@bureau/portal-ui';

/** Who or what wrote a field last: a person, an import, an API key, or an agent. */
@Component({
  selector: 'bur-field-writer',
  imports: [AgentBadge, Person],
  template: `
    @let it = entry();
    @switch (it.by.type) {
      @case ('agent') {
        <bur-agent [name]="it.by.name ?? it.by.id ?? 'agent'" />
      }
      @case ('import') {
        Import
      }
      @case ('api_key') {
        API key {{ it.by.name ?? it.by.id }}
      }
      @case ('system') {
        Bureau
      }
      @default {
        @if (it.user_id !== null) {
          <bur-person [id]="it.user_id" [capital]="true" />
        } @else {
          {{ it.by.name ?? 'Somebody unknown' }}
        }
      }
    }
  `,
})
export class FieldWriter {
  readonly entry = input.required<FieldProvenance>();
}
