import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Field, InputControl } from '@bureau/portal-ui';

/** Asks for a time in the reader's zone at which the record is to be shown. */
@Component({
  selector: 'bur-as-of',
  imports: [Field, InputControl, MatButtonModule],
  template: `
    <form class="flex min-w-0 flex-wrap items-end gap-2" (submit)="look($event, time.value)">
      <bur-field label="As of">
        <input burInput #time type="datetime-local" step="1" [value]="value()" [min]="least()" />
      </bur-field>
      <button matButton="outlined" type="submit">Look</button>
    </form>
  `,
})
export class AsOfForm {
  /** When the record was made. */
  readonly created = input.required<string>();
  /** The time that is shown, in UTC. */
  readonly at = input<string>();
  /** RFC 3339 in UTC. */
  readonly looked = output<string>();

  protected readonly value = computed(() => (this.at() ? localTime(new Date(this.at() ?? '')) : ''));
  protected readonly least = computed(() => localTime(new Date(this.created())));

  protected look(event: Event, text: string): void {
    event.preventDefault();
    const time = new Date(text);
    if (!Number.isNaN(time.getTime())) this.looked.emit(time.toISOString());
  }
}

/** `2026-11-22T09:14:00` in the reader's zone, as the browser's field takes it. */
function localTime(time: Date): string {
  if (Number.isNaN(time.getTime())) return '';
  const shifted = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}
