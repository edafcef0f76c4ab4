import { Component, computed, input, model, signal } from '@angular/core';
import { type JsonObject } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { type SchemaField, schemaFields } from './schema-fields';
import { controlText, readControl } from './schema-values';

/** Metadata as the fields of its type. What a field cannot hold yet is kept as it is typed, with what is wrong beside it. */
@Component({
  selector: 'bur-schema-form',
  imports: [Field, InputControl],
  templateUrl: './schema-form.html',
})
export class SchemaForm {
  readonly schema = input.required<JsonObject>();
  readonly metadata = model.required<JsonObject>();
  /** The server's errors by pointer, `/metadata/size`. */
  readonly errors = input<ReadonlyMap<string, string>>(new Map());

  /** What was typed and is no value of its field, by key. */
  readonly #typed = signal<ReadonlyMap<string, { text: string; error: string }>>(new Map());
  protected readonly rows = computed(() =>
    schemaFields(this.schema()).map((field) => {
      const typed = this.#typed().get(field.key);
      const value = this.metadata()[field.key];
      return {
        field,
        text: typed?.text ?? controlText(field, value),
        error: typed?.error ?? errorOf(field, this.errors()),
        options: field.options.map(String),
        type: field.kind === 'date' ? 'date' : field.kind === 'time' ? 'datetime-local' : 'text',
      };
    }),
  );

  /** Something is typed that cannot be saved. */
  incomplete(): boolean {
    return this.#typed().size > 0;
  }

  protected read(field: SchemaField, text: string): void {
    const answer = readControl(field, text);
    this.#typed.update((typed) => {
      const others = [...typed].filter(([key]) => key !== field.key);
      return new Map('error' in answer ? [...others, [field.key, { text, error: answer.error }]] : others);
    });
    if ('error' in answer) return;
    const { [field.key]: _before, ...others } = this.metadata();
    this.metadata.set(
      answer.value === undefined ? others : { ...this.metadata(), [field.key]: answer.value },
    );
  }
}

/** The first error of a field or of what lies inside it. */
function errorOf({ key }: SchemaField, errors: ReadonlyMap<string, string>): string | undefined {
  const pointer = `/metadata/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const inside = [...errors].find(([each]) => each.startsWith(`${pointer}/`));
  return errors.get(pointer) ?? inside?.[1];
}
