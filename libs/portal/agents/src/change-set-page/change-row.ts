import { Component, computed, input, output } from '@angular/core';
import { type ChangeSetItem } from '@bureau/contracts';
import { FieldChanges, JsonView } from '@bureau/portal-ui';
import { LucideCheck, LucideGitCompare, LucideX } from '@lucide/angular';
import { type Mark } from '../data/review-marks';
import { ItemHeading } from '../parts/item-heading';

/** One record's change: what, why, on what evidence, and the reviewer's mark. */
@Component({
  selector: 'bur-change-row',
  imports: [LucideCheck, LucideGitCompare, LucideX, FieldChanges, ItemHeading, JsonView],
  templateUrl: './change-row.html',
  styleUrl: './change-row.scss',
})
export class ChangeRow {
  readonly item = input.required<ChangeSetItem>();
  /** The change itself is told elsewhere. */
  readonly compact = input(false);
  readonly drifted = input(false);
  readonly mark = input<Mark | null>(null);
  readonly mayMark = input(false);
  readonly inHand = input(false);
  readonly marked = output<Mark | null>();

  /** What was decided, or what the reviewer means to decide. */
  protected readonly verdict = computed(() => this.item().decision ?? this.mark());
  protected readonly hasEvidence = computed(() => Object.keys(this.item().evidence ?? {}).length > 0);

  protected toggle(mark: Mark): void {
    this.marked.emit(this.mark() === mark ? null : mark);
  }
}
