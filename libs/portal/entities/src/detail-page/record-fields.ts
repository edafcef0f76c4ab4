import { BreakpointObserver } from '@angular/cdk/layout';
import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  computed,
  inject,
  input,
  output,
  signal,
  type TemplateRef,
  viewChild,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatBottomSheet } from '@angular/material/bottom-sheet';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type PendingChange, type RememberedEntity } from '@bureau/contracts';
import { Session, toApiProblem } from '@bureau/portal-core';
import { AgentBadge, countOf, fieldName, TimeAgo, Toasts, ValueDiff } from '@bureau/portal-ui';
import { LucideEye } from '@lucide/angular';
import { firstValueFrom } from 'rxjs';
import { leavesOf } from '../data/leaves';
import { RecordMemory } from '../data/record-memory';
import { FieldValue } from '../parts/field-value';
import { FieldWriter } from '../parts/field-writer';
import { FieldProvenancePanel } from './field-provenance-panel';

/** From here on there is room for a panel beside the fields. */
const WIDE = '(min-width: 1024px)';

/** A record's values, who wrote each, and what is proposed for it. */
@Component({
  selector: 'bur-record-fields',
  imports: [
    NgTemplateOutlet,
    RouterLink,
    MatButtonModule,
    AgentBadge,
    TimeAgo,
    ValueDiff,
    LucideEye,
    FieldValue,
    FieldWriter,
    FieldProvenancePanel,
  ],
  templateUrl: './record-fields.html',
  styleUrl: './record-fields.scss',
})
export class RecordFields {
  readonly #memory = inject(RecordMemory);
  readonly #sheet = inject(MatBottomSheet);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);
  readonly record = input.required<RememberedEntity>();
  /** The record as a write answered it; null where it is to be read again. */
  readonly changed = output<RememberedEntity | null>();

  protected readonly wide = toSignal(inject(BreakpointObserver).observe(WIDE), {
    initialValue: { matches: true, breakpoints: {} },
  });
  protected readonly panel = viewChild.required<TemplateRef<unknown>>('panel');
  protected readonly opened = signal<string | null>(null);
  protected readonly busy = signal(false);

  readonly #writers = computed(
    () => new Map((this.record().provenance ?? []).map((entry) => [entry.field, entry])),
  );
  protected readonly rows = computed(() =>
    leavesOf(this.record()).map(({ field, value }) => ({
      field,
      value,
      name: fieldName(field),
      writer: this.#writers().get(field),
      proposed: proposedFor(field, this.record().pending ?? []),
    })),
  );
  /** Proposals for fields that the record has not yet. */
  protected readonly added = computed(() => {
    const known = new Set(this.rows().map(({ field }) => field));
    return (this.record().pending ?? []).flatMap((change) =>
      change.changes
        .filter(({ field }) => ![...known].some((each) => each === field || each.startsWith(`${field}.`)))
        .map((each) => ({ ...each, name: fieldName(each.field), change })),
    );
  });
  protected readonly entry = computed(() => this.#writers().get(this.opened() ?? ''));
  protected readonly unreviewed = computed(
    () => (this.record().provenance ?? []).filter(({ reviewed }) => !reviewed).length,
  );
  protected readonly waiting = computed(() => countOf(this.unreviewed(), 'field'));

  protected async open(field: string, button: HTMLElement): Promise<void> {
    const again = this.opened() === field;
    this.opened.set(again ? null : field);
    if (again || this.wide().matches) return;
    const sheet = this.#sheet.open(this.panel(), { ariaLabel: `Provenance of ${fieldName(field)}` });
    await firstValueFrom(sheet.afterDismissed());
    this.opened.set(null);
    button.focus();
  }

  protected close(): void {
    this.#sheet.dismiss();
    this.opened.set(null);
  }

  protected written(record: RememberedEntity | null): void {
    this.close();
    this.changed.emit(record);
  }

  protected async reviewAll(): Promise<void> {
    this.busy.set(true);
    try {
      const provenance = await this.#memory.review(this.record().id);
      this.changed.emit({ ...this.record(), provenance });
      this.#toasts.done('All fields are marked as reviewed.');
    } catch (error) {
      this.#toasts.failed('The fields were not marked.', toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}

/** What open proposals would make of a field. */
function proposedFor(field: string, pending: readonly PendingChange[]) {
  return pending.flatMap((change) => {
    const { changes, operation, change_set_id, agent } = change;
    if (operation === 'delete') return [];
    const found = changes.find((each) => each.field === field || field.startsWith(`${each.field}.`));
    return found ? [{ from: found.from, to: found.to, change_set_id, agent }] : [];
  });
}
