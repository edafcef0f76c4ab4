import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type FieldChange } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { AgentBadge, countOf, fieldName, FieldChanges, TimeAgo } from '@bureau/portal-ui';
import { type HistoryRow } from '../data/history-row';

const VERBS: Readonly<Record<string, string>> = {
  'entity.create': 'created it',
  'entity.update': 'changed',
  'entity.status': 'set the status',
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
  readonly row = input.required<HistoryRow>();
  readonly changes = input.required<readonly FieldChange[]>();

  protected readonly open = signal(false);
  protected readonly who = computed(() => {
    const { actor, user_id } = this.row();
    if (actor.type === 'user' && user_id === this.#session.user()?.id) return 'You';
    return actor.name ?? actor.type;
  });
  protected readonly what = computed(() => {
    const verb = VERBS[this.row().action] ?? this.row().action;
    if (this.row().action !== 'entity.update') return verb;
    const names = this.changes().map(({ field }) => fieldName(field).toLowerCase());
    return `${verb} ${names.length > NAMED ? countOf(names.length, 'field') : names.join(', ')}`;
  });
}
