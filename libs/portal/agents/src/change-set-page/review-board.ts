import { computed, effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { type ChangeSetItem } from '@bureau/contracts';
import { type ChangeGroup, groupChanges } from '../data/change-groups';
import { ChangeSetItems } from '../data/change-set-items';
import { ChangeSetReview } from '../data/change-set-review';
import { keepMarks, recallMarks } from '../data/marks-memory';
import { type Mark, type Marks, NO_MARKS, tally, withMark } from '../data/review-marks';

/** Rows that are drawn at first, and with each "Show more". */
const ROWS_AT_ONCE = 50;

/** The rows of a set on the reviewer's desk: groups, the row in hand, and the marks made so far. */
@Service({ autoProvided: false })
export class ReviewBoard {
  readonly #review = inject(ChangeSetReview);
  readonly #items = inject(ChangeSetItems);
  readonly #drifted = computed(() => new Set(this.#review.set()?.drifted?.map((each) => each.item_id) ?? []));
  readonly #hash = computed(() => this.#review.set()?.payload_hash ?? '');

  /** Marks belong to exactly one payload: another one starts with those that were made on it before. */
  readonly marks = linkedSignal<string, Marks>({
    source: this.#hash,
    computation: (hash) => (hash ? recallMarks(hash) : NO_MARKS),
  });
  /** Rows that an earlier vote left out are no longer decided. */
  readonly #open = computed(() => this.#items.items().filter((item) => item.decision !== 'reject'));
  /** How many rows there are to decide. */
  readonly size = computed(() => {
    const leftOut = this.#items.items().length - this.#open().length;
    return Math.max((this.#review.set()?.item_count ?? 0) - leftOut, 0);
  });
  readonly groups = computed(() => groupChanges(this.#items.items(), this.#drifted()));
  readonly #groupKey = signal('');
  readonly group = computed<ChangeGroup | undefined>(
    () => this.groups().find((each) => each.key === this.#groupKey()) ?? this.groups()[0],
  );
  readonly #limit = linkedSignal({ source: () => this.group()?.key, computation: () => ROWS_AT_ONCE });
  readonly rows = computed(() => (this.group()?.items ?? []).slice(0, this.#limit()));
  readonly hidden = computed(() => (this.group()?.items.length ?? 0) - this.rows().length);
  /** The row in hand, by its place among the rows that are drawn. */
  readonly at = linkedSignal({ source: () => this.group()?.key, computation: () => 0 });
  /** Counts the steps that the keys took: focus follows them, and nothing else. */
  readonly #steps = signal(0);
  readonly steps = this.#steps.asReadonly();
  readonly tally = computed(() => tally(this.size(), this.marks()));

  constructor() {
    effect(() => {
      const set = this.#review.set();
      if (set) untracked(() => void this.#items.read(set));
    });
  }

  isDrifted(item: ChangeSetItem): boolean {
    return this.#drifted().has(item.id);
  }

  choose(key: string): void {
    this.#groupKey.set(key);
  }

  showMore(): void {
    this.#limit.update((limit) => limit + ROWS_AT_ONCE * 2);
  }

  mark(items: readonly ChangeSetItem[], mark: Mark | null): void {
    const ids = items.filter((item) => item.decision !== 'reject').map((item) => item.id);
    this.marks.update((marks) => withMark(marks, ids, mark));
    keepMarks(this.#hash(), this.marks());
  }

  /** Marks the row in hand and goes on to the next. */
  markCurrent(mark: Mark | null): void {
    const row = this.rows()[this.at()];
    if (!row) return;
    this.mark([row], mark);
    if (mark) this.move(1);
  }

  markGroup(mark: Mark | null): void {
    this.mark(this.group()?.items ?? [], mark);
  }

  /** Marks every row that has no mark yet. */
  markOpen(mark: Mark): void {
    this.mark(
      this.#open().filter((item) => !this.marks().has(item.id)),
      mark,
    );
  }

  clear(): void {
    this.marks.set(NO_MARKS);
    keepMarks(this.#hash(), NO_MARKS);
  }

  move(by: 1 | -1): void {
    this.#steps.update((count) => count + 1);
    this.at.update((at) => Math.min(Math.max(at + by, 0), Math.max(this.rows().length - 1, 0)));
  }

  /** Takes the next row without a mark in hand, in this group or a later one. */
  nextOpen(): void {
    this.#steps.update((count) => count + 1);
    const after = this.#openIn(this.rows(), this.at() + 1) ?? this.#openIn(this.rows(), 0);
    if (after !== undefined) return this.at.set(after);
    const group = this.groups().find((each) => each.items.some((item) => this.#isOpen(item)));
    if (!group) return;
    this.choose(group.key);
    this.at.set(this.#openIn(this.rows(), 0) ?? 0);
  }

  #openIn(rows: readonly ChangeSetItem[], from: number): number | undefined {
    const index = rows.findIndex((item, place) => place >= from && this.#isOpen(item));
    return index < 0 ? undefined : index;
  }

  #isOpen(item: ChangeSetItem): boolean {
    return item.decision !== 'reject' && !this.marks().has(item.id);
  }
}
