import { Component, computed, inject, input } from '@angular/core';
import { IMPORT_MODES, IMPORT_ON_MATCH, type ImportMode } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { type ImportMapping, keyColumns } from './import-mapping';
import { ImportStore } from './import-store';
import { MODE_WORDS, ON_MATCH_WORDS } from './import-words';

/** What holds for all rows: titles, type, which records match, and what becomes of bad rows. */
@Component({
  selector: 'bur-import-options',
  imports: [Field, InputControl],
  templateUrl: './import-options.html',
})
export class ImportOptions {
  protected readonly store = inject(ImportStore);
  readonly keyError = input<string>();

  protected readonly mapping = this.store.mapping;
  protected readonly keys = computed(() => {
    const mapping = this.mapping();
    return mapping ? keyColumns(mapping) : [];
  });
  protected readonly modes = IMPORT_MODES.map((value) => ({ value, word: MODE_WORDS[value] }));
  protected readonly onMatches = IMPORT_ON_MATCH.map((value) => ({ value, word: ON_MATCH_WORDS[value] }));

  protected change(part: Partial<ImportMapping>): void {
    this.mapping.update((mapping) => mapping && { ...mapping, ...part });
  }

  protected setMode(mode: ImportMode): void {
    this.change({ mode });
  }

  protected setOnMatch(text: string): void {
    const on_match = IMPORT_ON_MATCH.find((each) => each === text);
    if (on_match) this.change({ on_match });
  }
}
