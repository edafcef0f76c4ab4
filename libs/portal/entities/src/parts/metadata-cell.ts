import { Component, computed, input } from '@angular/core';
import { type JsonValue } from '@bureau/contracts';
import { numberText } from '@bureau/portal-ui';

/** A metadata value in one line of a table. */
@Component({
  selector: 'bur-metadata-cell',
  template: `<span class="clip" [class.tabular-nums]="isNumber()">{{ text() }}</span>`,
  styles: `
    .clip {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class MetadataCell {
  readonly value = input.required<JsonValue | undefined>();

  protected readonly isNumber = computed(() => typeof this.value() === 'number');
  protected readonly text = computed(() => {
    const value = this.value();
    if (value === undefined || value === null) return '';
    if (typeof value === 'number') return numberText(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) return value.join(', ');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}
