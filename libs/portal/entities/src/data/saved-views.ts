import { computed, inject, resource, Service } from '@angular/core';
import { convertToParamMap } from '@angular/router';
import { type NewSavedView, type SavedView } from '@bureau/contracts';
import { Api, Session } from '@bureau/portal-core';
import { readView, type RecordView, viewParameters } from './record-view';

const RESOURCE = 'entities';

/** Views of the records list under their names: one's own, and those that others share. */
@Service()
export class SavedViews {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #read = resource({
    loader: () => this.#api.get<SavedView[]>('/views', { resource: RESOURCE, sort: 'name', limit: 200 }),
    defaultValue: [],
  });

  readonly all = computed(() => (this.#read.hasValue() ? this.#read.value() : []));
  readonly own = computed(() => this.all().filter((view) => this.isOwn(view)));
  readonly shared = computed(() => this.all().filter((view) => !this.isOwn(view)));

  isOwn({ owner_id }: SavedView): boolean {
    return owner_id === this.#session.user()?.id;
  }

  /** Those of the server, once they are here. */
  async ready(): Promise<readonly SavedView[]> {
    return this.#api.get<SavedView[]>('/views', { resource: RESOURCE, sort: 'name', limit: 200 });
  }

  async create(name: string, view: RecordView, shared: boolean): Promise<SavedView> {
    const body: NewSavedView = { resource: RESOURCE, name, query: queryOf(view), shared };
    const saved = await this.#api.post<SavedView>('/views', body);
    this.#read.reload();
    return saved;
  }

  /** Changes the name, the sharing or what a view shows. */
  async change(
    saved: SavedView,
    change: { name?: string; shared?: boolean; view?: RecordView },
  ): Promise<void> {
    const { view, ...rest } = change;
    const body = { ...rest, ...(view && { query: queryOf(view) }) };
    await this.#api.patch(`/views/${saved.id}`, body, { ifMatch: saved.version });
    this.#read.reload();
  }

  async remove({ id, version }: SavedView): Promise<void> {
    await this.#api.delete(`/views/${id}`, { ifMatch: version });
    this.#read.reload();
  }
}

/** What a saved view shows. */
export function viewOf({ id, query }: SavedView): RecordView {
  const texts = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { ...readView(convertToParamMap(Object.fromEntries(texts))), savedAs: id };
}

function queryOf(view: RecordView): Record<string, string> {
  return viewParameters({ ...view, savedAs: null });
}
