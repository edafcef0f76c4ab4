import { Component, computed, inject, input, model, output, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { ENTITY_STATUSES, type EntityStatus, type JsonObject } from '@bureau/contracts';
import { type ApiProblem, fieldErrors } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { type RecordDraft } from '../data/entities-api';
import { RecordTypes } from '../data/record-types';
import { JsonEditor } from './json-editor';
import { MetadataEditor } from './metadata-editor';
import { allowsOthers, schemaFields } from './schema-fields';
import { SchemaForm } from './schema-form';

/** The fields of a record to write; those of its type follow the type's schema. The page saves. */
@Component({
  selector: 'bur-record-form',
  imports: [Field, InputControl, ProblemBanner, MetadataEditor, JsonEditor, SchemaForm, MatButtonModule],
  providers: [RecordTypes],
  templateUrl: './record-form.html',
  styleUrl: './record-form.scss',
})
export class RecordForm {
  protected readonly types = inject(RecordTypes);
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
  protected readonly raw = signal(false);
  protected readonly rawIsValid = signal(true);
  protected readonly form = viewChild(SchemaForm);

  protected readonly type = computed(() => this.types.named(this.draft().type));
  protected readonly schema = computed(() => this.type()?.schema ?? {});
  protected readonly named = computed(() => schemaFields(this.schema()).map(({ key }) => key));
  /** Metadata that the type does not name. */
  protected readonly others = computed(() => {
    const named = new Set(this.named());
    return Object.fromEntries(Object.entries(this.draft().metadata).filter(([key]) => !named.has(key)));
  });
  protected readonly showsOthers = computed(
    () => this.named().length === 0 || allowsOthers(this.schema()) || Object.keys(this.others()).length > 0,
  );
  /** Errors of metadata that no field of the form stands for. */
  protected readonly otherError = computed(() => {
    const named = this.named();
    const found = [...this.errors()].filter(([pointer]) => {
      const [, root, key] = pointer.split('/');
      return root === 'metadata' && (this.raw() || key === undefined || !named.includes(key));
    });
    return found.map(([, detail]) => detail).join(' ');
  });
  protected readonly ready = computed(
    () =>
      this.canSave() && !(this.raw() && !this.rawIsValid()) && !(!this.raw() && this.form()?.incomplete()),
  );

  protected change(part: Partial<RecordDraft>): void {
    this.draft.update((now) => ({ ...now, ...part }));
  }

  protected changeOthers(others: JsonObject): void {
    const named = new Set(this.named());
    const kept = Object.entries(this.draft().metadata).filter(([key]) => named.has(key));
    this.change({ metadata: { ...Object.fromEntries(kept), ...others } });
  }

  protected readStatus(text: string): EntityStatus {
    return ENTITY_STATUSES.find((status) => status === text) ?? 'active';
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.ready()) this.saved.emit();
  }
}
