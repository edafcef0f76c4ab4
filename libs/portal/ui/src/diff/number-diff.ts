import { Component, computed, input } from '@angular/core';
import { numberText } from '../format/number-text';

/** "640 → 642 (+2)". */
@Component({
  selector: 'bur-number-diff',
  template: `
    <span class="tabular-nums">
      <del>{{ before() }}</del>&ngsp;<span aria-hidden="true">→</span
      ><span class="bur-visually-hidden">becomes</span>&ngsp;<ins>{{ after() }}</ins
      >&ngsp;<span class="bur-muted">({{ difference() }})</span>
    </span>
  `,
  styles: `
    del {
      color: var(--mat-sys-on-surface-variant);
    }
    ins {
      font-weight: 600;
      text-decoration: none;
    }
  `,
})
export class NumberDiff {
  readonly from = input.required<number>();
  readonly to = input.required<number>();

  protected readonly before = computed(() => numberText(this.from()));
  protected readonly after = computed(() => numberText(this.to()));
  protected readonly difference = computed(() => {
    const change = this.to() - this.from();
    return change < 0 ? `−${numberText(-change)}` : `+${numberText(change)}`;
  });
}
