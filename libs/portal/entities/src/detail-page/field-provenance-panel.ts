import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type FieldProvenance, type RememberedEntity } from '@bureau/contracts';
import { Person, Session, toApiProblem } from '@bureau/portal-core';
import { Confirm, fieldName, JsonView, TimeAgo, Toasts } from '@bureau/portal-ui';
import { LucideCheck, LucideUndo2, LucideX } from '@lucide/angular';
import { toText } from '../data/metadata-text';
import { RecordMemory } from '../data/record-memory';
import { FieldWriter } from '../parts/field-writer';

/** Where the value of one field comes from: who, for whom, why, by whose approval, on what evidence; and the way back. */
@Component({
  selector: 'bur-field-provenance',
  imports: [
    RouterLink,
    MatButtonModule,
    Person,
    JsonView,
    TimeAgo,
    FieldWriter,
    LucideCheck,
    LucideUndo2,
    LucideX,
  ],
  templateUrl: './field-provenance-panel.html',
  host: { class: 'block' },
})
export class FieldProvenancePanel {
  readonly #memory = inject(RecordMemory);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);
  readonly #session = inject(Session);
  readonly entry = input.required<FieldProvenance>();
  readonly record = input.required<RememberedEntity>();
  /** What a write made of the record; null where it is to be read again. */
  readonly changed = output<RememberedEntity | null>();
  readonly closed = output();

  protected readonly busy = signal(false);
  protected readonly name = computed(() => fieldName(this.entry().field));
  protected readonly mayWrite = computed(() => this.#session.can('entity:update'));
  /** A record is nobody's else by an undo, and its first values have nothing before them. */
  protected readonly mayUndo = computed(
    () => this.mayWrite() && this.entry().version > 1 && this.entry().field !== 'owner_id',
  );
  protected readonly seesTasks = computed(() => this.#session.can('agent_task:read'));
  protected readonly seesChangeSets = computed(() => this.#session.can('change_set:read'));

  protected review(): Promise<void> {
    return this.#write('The field was not marked.', async () => {
      const provenance = await this.#memory.review(this.record().id, [this.entry().field]);
      this.changed.emit({ ...this.record(), provenance });
      this.#toasts.done(`${this.name()} is marked as reviewed.`);
    });
  }

  protected undo(): Promise<void> {
    const { field } = this.entry();
    const { id, version } = this.record();
    return this.#write('The field was not changed.', async () => {
      const before = await this.#memory.valueBefore(id, this.entry());
      const shown = before === null || before === '' ? 'becomes empty' : `becomes “${toText(before)}”`;
      const sure = await this.#confirm.ask({
        title: `Undo ${this.name().toLowerCase()}?`,
        text: `It ${shown} again, as it was before version ${this.entry().version}. Everything else stays.`,
        action: `Undo ${this.name().toLowerCase()}`,
      });
      if (!sure) return;
      await this.#memory.setField(id, version, field, before);
      this.changed.emit(null);
      this.#toasts.done(`${this.name()} is as it was before.`);
    });
  }

  async #write(failure: string, work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      const problem = toApiProblem(error);
      if (problem.status === 412) this.#toasts.failed(`Somebody changed this record meanwhile. ${failure}`);
      else this.#toasts.failed(failure, problem);
    } finally {
      this.busy.set(false);
    }
  }
}
