import { computed, inject, Service, signal } from '@angular/core';
import { type ChangeSet, type ChangeSetItem } from '@bureau/contracts';
import { Api, type ApiProblem, nextCursor, toApiProblem } from '@bureau/portal-core';

const AT_ONCE = 200;

/** All rows of a change set: those that came with it, or page by page where there are too many for that. */
@Service({ autoProvided: false })
export class ChangeSetItems {
  readonly #api = inject(Api);
  readonly #items = signal<readonly ChangeSetItem[]>([]);
  readonly #total = signal(0);
  readonly #problem = signal<ApiProblem | null>(null);
  readonly #reading = signal(false);
  #turn = 0;

  readonly items = this.#items.asReadonly();
  readonly problem = this.#problem.asReadonly();
  /** Rows are still on their way; those that are here can be looked at. */
  readonly reading = this.#reading.asReadonly();
  readonly progress = computed(() => ({ read: this.#items().length, total: this.#total() }));

  /** Reads the rows of this version of the set; rows of an older version are replaced as a whole. */
  async read(set: ChangeSet): Promise<void> {
    const turn = ++this.#turn;
    this.#total.set(set.item_count);
    this.#problem.set(null);
    if (set.items) {
      this.#items.set(set.items);
      this.#reading.set(false);
      return;
    }
    this.#reading.set(true);
    await this.#readPages(turn, set.id);
    if (turn === this.#turn) this.#reading.set(false);
  }

  async #readPages(turn: number, id: number): Promise<void> {
    let cursor: string | null = null;
    let rows: readonly ChangeSetItem[] = [];
    try {
      do {
        const query: Record<string, string | number | null> = { limit: AT_ONCE, cursor };
        const page = await this.#api.getPage<ChangeSetItem>(`/change-sets/${id}/items`, query);
        if (turn !== this.#turn) return;
        rows = [...rows, ...(page.body ?? [])];
        this.#items.set(rows);
        cursor = nextCursor(page.headers);
      } while (cursor !== null);
    } catch (error) {
      if (turn === this.#turn) this.#problem.set(toApiProblem(error));
    }
  }
}
