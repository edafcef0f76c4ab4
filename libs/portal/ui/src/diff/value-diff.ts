import { Component, computed, input } from '@angular/core';
import { type JsonValue } from '@bureau/contracts';
import { StatusChip } from '../status/status-chip';
import { TextDiff } from './text-diff';
import { JsonDiff } from './json-diff-view';
import { NumberDiff } from './number-diff';

/** The change of one value, drawn by what it is: status, number, text, or JSON path by path. */
@Component({
  selector: 'bur-value-diff',
  imports: [StatusChip, TextDiff, NumberDiff, JsonDiff],
  template: `
    @switch (kind()) {
      @case ('status') {
        <span class="inline-flex flex-wrap items-center gap-2">
          @if (from()) {
            <bur-status [status]="text(from())" />
          }
          <span aria-hidden="true">→</span><span class="bur-visually-hidden">becomes</span>
          @if (to()) {
            <bur-status [status]="text(to())" />
          }
        </span>
      }
      @case ('number') {
        <bur-number-diff [from]="number(from())" [to]="number(to())" />
      }
      @case ('json') {
        <bur-json-diff [from]="from()" [to]="to()" />
      }
      @default {
        <bur-text-diff [from]="text(from())" [to]="text(to())" />
      }
    }
  `,
  host: { class: 'block min-w-0' },
})
export class ValueDiff {
  readonly field = input('');
  readonly from = input<JsonValue | undefined>(null);
  readonly to = input<JsonValue | undefined>(null);

  protected readonly kind = computed(() => {
    const values = [this.from(), this.to()].filter((value) => value !== null && value !== undefined);
    if (this.field() === 'status') return 'status';
    if (values.some((value) => typeof value === 'object')) return 'json';
    return values.length === 2 && values.every((value) => typeof value === 'number') ? 'number' : 'text';
  });

  protected text(value: JsonValue | undefined): string {
    return value === null || value === undefined ? '' : String(value);
  }

  protected number(value: JsonValue | undefined): number {
    return Number(value);
  }
}
