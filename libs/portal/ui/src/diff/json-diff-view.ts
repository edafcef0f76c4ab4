import { Component, computed, input } from '@angular/core';
import { type JsonValue } from '@bureau/contracts';
import { jsonDiff } from './json-diff';
import { TextDiff } from './text-diff';

/** One line for each path that changed. */
@Component({
  selector: 'bur-json-diff',
  imports: [TextDiff],
  template: `
    <ul class="flex flex-col gap-1">
      @for (line of lines(); track line.path) {
        <li class="flex flex-wrap gap-x-3">
          @if (line.path) {
            <code class="bur-muted">{{ line.path }}</code>
          }
          <bur-text-diff class="min-w-0" [from]="line.from" [to]="line.to" />
        </li>
      } @empty {
        <li class="bur-muted">no difference</li>
      }
    </ul>
  `,
})
export class JsonDiff {
  readonly from = input<JsonValue | undefined>(null);
  readonly to = input<JsonValue | undefined>(null);

  protected readonly lines = computed(() =>
    jsonDiff(this.from() ?? undefined, this.to() ?? undefined).map(({ path, from, to }) => ({
      path,
      from: written(from),
      to: written(to),
    })),
  );
}

function written(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
