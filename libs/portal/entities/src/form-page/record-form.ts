import { Component, computed, input, model, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ENTITY_STATUSES, type EntityStatus } from '@bureau/contracts';
import { type ApiProblem, fieldErrors } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { type RecordDraft } from '../data/entities-api';
import { MetadataEditor } from './metadata-editor';

/** The fields of a record to write. It knows no API: the page saves. */
@Component({
  selector: 'bur-record-form',
  imports: [Field, InputControl, ProblemBanner, MetadataEditor, MatButtonModule],
  templateUrl: './record-form.html',
  styleUrl: './record-form.scss',
})
export class RecordForm {
  readonly draft = model.required<RecordDraft>();
  readonly problem = input<ApiProblem | null>(null);
  /** What was not done, above the fields: "The record was not saved." */
  readonly failure = input('');
  /** Names the effect: "Create record". */
  readonly action = input.required<string>();
  readonly canSave = input(true);
  readonly saved = output();
  readonly cancelled = output();

  protected readonly statuses = ENTITY_STATUSES;
  protected readonly errors = computed(() => fieldErrors(this.problem()));

  protected change(part: Partial<RecordDraft>): void {
    this.draft.update((now) => ({ ...now, ...part }));
  }

  protected readStatus(text: string): EntityStatus {
    return ENTITY_STATUSES.find((status) => status === text) ?? 'active';
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.canSave()) this.saved.emit();
  }
}
