import { Component, computed, input } from '@angular/core';
import { type JsonValue } from '@bureau/contracts';
import { numberText, StatusChip } from '@bureau/portal-ui';
import { OwnerName } from './owner-name';

/** The value of one field of a record, drawn by what it is. */
@Component({
  selector: 'bur-field-value',
  imports: [StatusChip, OwnerName],
  template: `
    @let it = value();
    @switch (kind()) {
      @case ('empty') {
        <span class="bur-muted">empty</span>
      }
      @case ('status') {
        <bur-status [status]="text()" />
      }
      @case ('owner') {
        <bur-owner [id]="number()" />
      }
      @case ('link') {
        <a [href]="text()" target="_blank" rel="noopener noreferrer nofollow">{{ text() }}</a>
      }
      @case ('list') {
        <span class="flex flex-wrap gap-1">
          @for (part of parts(); track $index) {
            <span class="part">{{ part }}</span>
          }
        </span>
      }
      @case ('json') {
        <pre class="json" tabindex="0">{{ text() }}</pre>
      }
      @default {
        <span class="whitespace-pre-line">{{ text() }}</span>
      }
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .part {
      padding: 1px 8px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
      font-size: 12px;
      line-height: 20px;
    }
    .json {
      max-height: 280px;
      margin: 0;
      overflow: auto;
      font-size: 12px;
    }
  `,
})
export class FieldValue {
  readonly field = input.required<string>();
  readonly value = input.required<JsonValue>();

  protected readonly kind = computed(() => kindOf(this.field(), this.value()));
  protected readonly parts = computed(() => {
    const value = this.value();
    return Array.isArray(value) ? value.map(String) : [];
  });
  protected readonly number = computed(() => Number(this.value()));
  protected readonly text = computed(() => {
    const value = this.value();
    if (typeof value === 'number') return numberText(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : value;
  });
}

function kindOf(field: string, value: JsonValue): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
  if (field === 'status') return 'status';
  if (field === 'owner_id') return 'owner';
  if (Array.isArray(value)) return value.every((part) => typeof part !== 'object') ? 'list' : 'json';
  if (typeof value === 'object') return 'json';
  return typeof value === 'string' && /^https?:\/\/\S+$/.test(value) ? 'link' : 'text';
}
