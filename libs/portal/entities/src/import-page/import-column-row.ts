import { Component, computed, inject, input } from '@angular/core';
import { IMPORT_TARGETS, IMPORT_VALUE_FORMATS, IMPORT_VALUE_TYPES } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { type MappedColumn, withColumn } from './import-mapping';
import { ImportStore } from './import-store';
import { FORMAT_WORDS, TARGET_WORDS, TYPE_WORDS } from './import-words';

const METADATA = 'metadata.';
/** The choice that opens a field for the path. */
const PATH = 'path';

/** One column of a file: its title and first values, where it goes, and what it is read as. */
@Component({
  selector: 'bur-import-column',
  imports: [Field, InputControl],
  templateUrl: './import-column-row.html',
  styleUrl: './import-column-row.scss',
})
export class ImportColumnRow {
  readonly #store = inject(ImportStore);
  readonly column = input.required<MappedColumn>();
  readonly samples = input.required<readonly string[]>();
  readonly error = input<string>();
  readonly paths = input<readonly string[]>([]);

  protected readonly targets = ['', ...IMPORT_TARGETS].map((value) => ({
    value,
    word: TARGET_WORDS[value] ?? value,
  }));
  protected readonly types = IMPORT_VALUE_TYPES.map((value) => ({ value, word: TYPE_WORDS[value] }));
  protected readonly pathChoice = PATH;
  protected readonly isPath = computed(() => this.column().target.startsWith(METADATA));
  protected readonly path = computed(() => this.column().target.slice(METADATA.length));
  protected readonly formats = computed(() => FORMAT_WORDS[this.column().type] ?? []);
  /** Fields of the record are text, and the whole of the metadata is JSON. */
  protected readonly typed = computed(() => this.isPath());

  protected aim(choice: string): void {
    const own = this.column().source.trim().replaceAll('.', '_').slice(0, 100);
    this.#change({ target: choice === PATH ? `${METADATA}${own || 'value'}` : choice });
  }

  protected rename(path: string): void {
    const trimmed = path.trim();
    if (trimmed !== '') this.#change({ target: METADATA + trimmed });
  }

  protected readAs(text: string): void {
    const type = IMPORT_VALUE_TYPES.find((each) => each === text);
    if (type) this.#change({ type });
  }

  protected format(text: string): void {
    this.#change({ format: IMPORT_VALUE_FORMATS.find((each) => each === text) ?? null });
  }

  #change(change: Partial<MappedColumn>): void {
    this.#store.mapping.update((mapping) => mapping && withColumn(mapping, this.column().source, change));
  }
}
