import { Component, effect, input, output, signal, untracked } from '@angular/core';
import { type JsonObject } from '@bureau/contracts';
import { Field, InputControl } from '@bureau/portal-ui';
import { same } from '../data/merge-patch';

/** A JSON object as text. Text that is no object is kept, marked, and changes nothing. */
@Component({
  selector: 'bur-json-editor',
  imports: [Field, InputControl],
  template: `
    <bur-field [label]="label()" [hint]="hint()" [error]="wrong() || error()">
      <textarea
        burInput
        #text
        class="bur-mono min-h-88!"
        spellcheck="false"
        autocapitalize="none"
        [value]="typed()"
        (input)="read(text.value)"
      ></textarea>
    </bur-field>
  `,
})
export class JsonEditor {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly value = input.required<JsonObject>();
  readonly error = input<string | undefined>('');
  readonly changed = output<JsonObject>();
  /** Whether what is typed is an object. */
  readonly valid = output<boolean>();

  protected readonly typed = signal('');
  protected readonly wrong = signal('');

  constructor() {
    effect(() => {
      const value = this.value();
      const shown = untracked(() => parsed(this.typed()));
      // Only a change from outside rewrites what somebody types.
      if ('error' in shown || !same(shown.object, value)) this.#show(value);
    });
  }

  protected read(text: string): void {
    this.typed.set(text);
    const answer = parsed(text);
    this.wrong.set('error' in answer ? answer.error : '');
    this.valid.emit(!('error' in answer));
    if (!('error' in answer)) this.changed.emit(answer.object);
  }

  #show(value: JsonObject): void {
    this.typed.set(JSON.stringify(value, null, 2));
    this.wrong.set('');
  }
}

function parsed(text: string): { object: JsonObject } | { error: string } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { object: value as JsonObject };
    return { error: 'It has to be an object: { … }.' };
  } catch (error) {
    return { error: `This is no JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
}
