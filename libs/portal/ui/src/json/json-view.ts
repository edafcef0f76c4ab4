import { Component, computed, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { fieldName } from '../format/field-name';
import { numberText } from '../format/number-text';

interface JsonRow {
  key: string;
  name: string;
  kind: 'text' | 'number' | 'link' | 'list' | 'json' | 'empty';
  text: string;
  parts: string[];
}

/** A JSON object as fields for people, with its raw text on demand. */
@Component({
  selector: 'bur-json',
  imports: [MatButtonModule],
  templateUrl: './json-view.html',
  styleUrl: './json-view.scss',
})
export class JsonView {
  readonly value = input.required<JsonObject>();
  /** Offers the raw text. */
  readonly raw = input(true);

  protected readonly showsRaw = signal(false);
  protected readonly rows = computed(() =>
    Object.entries(this.value()).map(([key, value]) => row(key, value)),
  );
  protected readonly rawText = computed(() => JSON.stringify(this.value(), null, 2));
}

function row(key: string, value: JsonValue): JsonRow {
  const base = { key, name: fieldName(key), text: '', parts: [] };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return { ...base, kind: 'empty' };
  if (typeof value === 'number') return { ...base, kind: 'number', text: numberText(value) };
  if (typeof value === 'string' && /^https?:\/\/\S+$/.test(value))
    return { ...base, kind: 'link', text: value };
  if (Array.isArray(value) && value.every((part) => typeof part !== 'object')) {
    return { ...base, kind: 'list', parts: value.map(String) };
  }
  if (typeof value === 'object') return { ...base, kind: 'json', text: JSON.stringify(value, null, 2) };
  return { ...base, kind: 'text', text: String(value) };
}
