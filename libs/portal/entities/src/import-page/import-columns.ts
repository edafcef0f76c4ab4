import { Component, computed, inject, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { fieldErrors } from '@bureau/portal-core';
import { ProblemBanner, State } from '@bureau/portal-ui';
import { usedColumns } from './import-mapping';
import { ImportCheckResult } from './import-check-result';
import { ImportColumnRow } from './import-column-row';
import { ImportOptions } from './import-options';
import { ImportStore } from './import-store';

/** Samples of a column beside what is said of it. */
const SAMPLES = 3;

/** What becomes of the columns of an uploaded file, and what its check found. */
@Component({
  selector: 'bur-import-columns',
  imports: [State, ProblemBanner, ImportColumnRow, ImportOptions, ImportCheckResult, MatButtonModule],
  templateUrl: './import-columns.html',
})
export class ImportColumns {
  protected readonly store = inject(ImportStore);
  readonly again = output();

  readonly #errors = computed(() => fieldErrors(this.store.problem()));
  protected readonly rows = computed(() => {
    const [mapping, preview] = [this.store.mapping(), this.store.preview()];
    if (!mapping || !preview) return [];
    const sent = usedColumns(mapping);
    return mapping.columns.map((column, place) => {
      const pointer = `/columns/${sent.indexOf(column)}`;
      const filled = preview.rows
        .map(({ values }) => values[place] ?? null)
        .filter((value) => value !== null);
      return {
        column,
        samples: filled
          .slice(0, SAMPLES)
          .map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
        error: ['target', 'type', 'format', 'source']
          .map((part) => this.#errors().get(`${pointer}/${part}`))
          .find((text) => text !== undefined),
      };
    });
  });
  protected readonly keyError = computed(
    () => this.#errors().get('/key_column') ?? this.#errors().get('/on_match'),
  );
  /** Metadata paths that the chosen type of records knows. */
  protected readonly paths = computed(() => {
    const name = this.store.mapping()?.entity_type;
    const schema = this.store.types().find((type) => type.name === name)?.schema;
    const properties = schema?.['properties'];
    return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  });
}
