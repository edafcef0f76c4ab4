import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ACTOR_TYPES, type ActorType } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { LucideListFilter } from '@lucide/angular';
import { type AuditFilter, type AuditFilterName } from '../data/audit-filter';
import { filterWord, resourceWord } from '../data/audit-words';

const RESOURCES = [
  'entity',
  'entity_relation',
  'entity_type',
  'relation_type',
  'agent_task',
  'change_set',
  'escalation',
  'import_job',
  'notification',
  'user',
  'role',
  'api_key',
  'session',
  'audit_log',
];

const ACTOR_WORDS: Readonly<Record<ActorType, string>> = {
  user: 'person',
  api_key: 'API key',
  agent: 'agent',
  system: 'Bureau itself',
};

/** Filters that are needed now and then; they wait behind a button unless one is set. */
const SELDOM = [
  { name: 'approved_by', isId: true },
  { name: 'session_id', isId: true },
  { name: 'request_id', isId: false },
  { name: 'ip', isId: false },
] as const satisfies readonly { name: AuditFilterName; isId: boolean }[];

/** The filters of the audit list. A field takes effect when it is left, or at once with Enter. */
@Component({
  selector: 'bur-audit-filter',
  imports: [MatButtonModule, LucideListFilter, Field, InputControl],
  templateUrl: './audit-filter-form.html',
})
export class AuditFilterForm {
  readonly filter = input.required<AuditFilter>();
  readonly changed = output<AuditFilter>();
  protected readonly first = viewChild.required<ElementRef<HTMLInputElement>>('first');

  /** On a phone the filters wait behind a button. */
  protected readonly unfolded = signal(false);
  readonly #wantsMore = signal(false);
  protected readonly more = computed(
    () => this.#wantsMore() || SELDOM.some(({ name }) => this.filter()[name]),
  );
  protected readonly seldom = SELDOM.map((each) => ({ ...each, word: filterWord(each.name) }));
  protected readonly actors = ACTOR_TYPES.map((value) => ({ value, word: ACTOR_WORDS[value] }));
  protected readonly resources = RESOURCES.map((value) => ({ value, word: resourceWord(value) }));
  protected readonly outcomes = [
    { value: 'success', word: 'done' },
    { value: 'refused', word: 'refused' },
    { value: 'failed', word: 'failed' },
  ];

  focus(): void {
    this.unfolded.set(true);
    this.first().nativeElement.focus();
  }

  protected showMore(): void {
    this.#wantsMore.set(true);
  }

  protected put(name: AuditFilterName, value: string): void {
    this.changed.emit({ [name]: value.trim() });
  }

  /** Ids are whole numbers; anything else is taken back. */
  protected putId(name: AuditFilterName, field: HTMLInputElement): void {
    const value = field.value.trim();
    if (value === '' || /^\d{1,15}$/.test(value)) this.put(name, value);
    else field.value = this.filter()[name] ?? '';
  }
}
