import { Component, computed, inject, input, output, signal } from '@angular/core';
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
  /** The version that the record has now. */
  readonly present = input.required<number>();
  /** The version of this entry is being looked at. */
  readonly shown = input(false);
  /** The version that somebody wants to look at. */
  readonly looked = output<number>();
  protected readonly changes = computed(() => this.row().changes);

  protected readonly open = signal(false);
  protected readonly who = computed(() => {
    const { actor, user_id } = this.row();
    if (actor.type === 'user' && user_id === this.#session.user()?.id) return 'You';
    return actor.name ?? actor.type;
  });
  /** A version of the past to look at; reviews and the present make none. */
  protected readonly version = computed(() => {
    const { version, action } = this.row();
    return version !== null && version < this.present() && action !== 'entity.review' ? version : null;
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
