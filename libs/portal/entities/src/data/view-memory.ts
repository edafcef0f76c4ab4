import { inject, resource, Service, signal } from '@angular/core';
import { type JsonObject, type JsonValue } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';
import { type ColumnSetting, readColumns, writeColumns } from './record-view';

const KEY = 'records';
const PATH = '/auth/me/preferences';

/** How a person likes the records list, as it is kept with their account. */
export interface ListHabits {
  /** Columns that were chosen last, where the address says nothing of them. */
  columns: readonly ColumnSetting[] | null;
  /** The saved view that opens with the list. */
  default_view: number | null;
  /** The saved view that was used last. */
  last_view: number | null;
}

const NO_HABITS: ListHabits = { columns: null, default_view: null, last_view: null };

/** Remembers the records list's columns and views across devices. Without a connection it remembers until a reload. */
@Service()
export class ViewMemory {
  readonly #api = inject(Api);
  readonly #changed = signal<Partial<ListHabits>>({});
  readonly #kept = resource({ loader: () => this.#api.get<JsonObject>(PATH) });
  #writing: Promise<void> = Promise.resolve();

  readonly columns = () => this.habits().columns;

  habits(): ListHabits {
    const kept = this.#kept.hasValue() ? this.#kept.value()[KEY] : undefined;
    return { ...readHabits(kept), ...this.#changed() };
  }

  /** The same, once the server has answered. */
  async ready(): Promise<ListHabits> {
    const kept = this.#kept.hasValue() ? this.#kept.value() : await this.#api.get<JsonObject>(PATH);
    return { ...readHabits(kept[KEY]), ...this.#changed() };
  }

  /** Changes some of it, at once here and soon on the server. */
  remember(change: Partial<ListHabits>): void {
    this.#changed.update((now) => ({ ...now, ...change }));
    this.#writing = this.#writing.then(() => this.#write()).catch(() => undefined);
  }

  /** The account's preferences are replaced as a whole: what others keep there is read again first. */
  async #write(): Promise<void> {
    const all = await this.#api.get<JsonObject>(PATH);
    const { columns, default_view, last_view } = { ...readHabits(all[KEY]), ...this.#changed() };
    const habits = { columns: columns && writeColumns(columns), default_view, last_view };
    await this.#api.put(PATH, { ...all, [KEY]: habits });
  }
}

function readHabits(kept: JsonValue | undefined): ListHabits {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return NO_HABITS;
  const { columns, default_view, last_view } = kept;
  return {
    columns: typeof columns === 'string' ? readColumns(columns) : null,
    default_view: typeof default_view === 'number' ? default_view : null,
    last_view: typeof last_view === 'number' ? last_view : null,
  };
}
