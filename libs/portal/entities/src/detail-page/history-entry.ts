import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type EntityHistoryEntry } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { AgentBadge, countOf, fieldName, FieldChanges, TimeAgo } from '@bureau/portal-ui';

const VERBS: Readonly<Record<string, string>> = {
  'entity.create': 'created it',
  'entity.update': 'changed',
  'entity.update_status': 'set the status',
  'entity.review': 'looked at what an agent wrote',
  'entity.delete': 'moved it to the trash',
  'entity.restore': 'restored it',
};

/** How many field names fit into the one line. */
const NAMED = 3;

/** One entry of a record's history; the fields unfold. */
@Component({
  selector: 'bur-history-entry',
  imports: [AgentBadge, FieldChanges, TimeAgo, RouterLink],
  templateUrl: './history-entry.html',
  styleUrl: './history-entry.scss',
  host: { role: 'listitem' },
})
export class HistoryEntry {
  readonly #session = inject(Session);
  readonly row = input.required<EntityHistoryEntry>();
  protected readonly changes = computed(() => this.row().changes);

  protected readonly open = signal(false);
  protected readonly who = computed(() => {
    const { actor, user_id } = this.row();
    if (actor.type === 'user' && user_id === this.#session.user()?.id) return 'You';
    return actor.name ?? actor.type;
  });
  protected readonly what = computed(() => {
    const { action, restored_version } = this.row();
    if (restored_version !== null) return `brought back version ${restored_version}`;
    const verb = VERBS[action] ?? action;
    if (action !== 'entity.update') return verb;
    const names = this.changes().map(({ field }) => fieldName(field).toLowerCase());
    return `${verb} ${names.length > NAMED ? countOf(names.length, 'field') : names.join(', ')}`;
  });
}
