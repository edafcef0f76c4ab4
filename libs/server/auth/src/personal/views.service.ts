import { type NewSavedView, type SavedView } from '@bureau/contracts';
import {
  Database,
  type ListQuery,
  ListReader,
  notFound,
  type Page,
  requireCaller,
  type SqlRule,
  unwrap,
  WritePath,
  type WriteOptions,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { viewNameTaken, viewTooLarge } from './personal.errors';
import { VIEW_LIST, VIEW_RESOURCE, type ViewRow } from './persistence/view.resource';

const GET_TEXT = `select ${VIEW_LIST.select.join(', ')} from ${VIEW_LIST.from}
  where e.id = $1::bigint and (e.owner_id = $2::int or e.shared)`;

/**
 * Saved views of lists: people see their own and the shared ones, and change their own.
 * Errors: 404 absent or somebody's own, 403 for a shared one of somebody else, 409 where the name is taken.
 */
@Injectable()
export class ViewsService {
  private readonly views: WritePath<ViewRow>;
  private readonly reader: ListReader<SavedView>;

  constructor(private readonly database: Database) {
    this.views = new WritePath(database, VIEW_RESOURCE);
    this.reader = new ListReader<SavedView>(database, VIEW_LIST);
  }

  async list(query: ListQuery): Promise<Page<SavedView>> {
    return this.reader.page(query, visibleTo(requireCaller().user_id));
  }

  async get(id: number): Promise<SavedView> {
    const [view] = await this.database.query<SavedView>({
      name: 'view_get',
      text: GET_TEXT,
      values: [id, requireCaller().user_id],
    });
    if (!view) throw notFound('view');
    return view;
  }

  async create(values: NewSavedView): Promise<SavedView> {
    const owner_id = requireCaller().user_id;
    const { row } = await withViewErrors(this.views.create({ ...values, owner_id }));
    return this.get(row.id);
  }

  /** Sets the given fields; those left out stay. */
  async update(id: number, values: Partial<NewSavedView>, ifMatch: number | null): Promise<SavedView> {
    if (Object.values(values).some((value) => value !== undefined))
      unwrap(await withViewErrors(this.views.update(id, { ...values }, owned(ifMatch))), 'view');
    return this.get(id);
  }

  async remove(id: number, ifMatch: number | null): Promise<void> {
    unwrap(await this.views.remove(id, owned(ifMatch)), 'view');
  }
}

function visibleTo(userId: number): SqlRule {
  return { text: '(e.owner_id = $1::int or e.shared)', values: [userId] };
}

function owned(ifMatch: number | null): WriteOptions {
  const { user_id } = requireCaller();
  return {
    ifMatch,
    visible: visibleTo(user_id),
    writable: { text: 'e.owner_id = $1::int', values: [user_id] },
  };
}

async function withViewErrors<T>(write: Promise<T>): Promise<T> {
  return write.catch((error: { constraint?: string }) => {
    if (error.constraint === 'uq_views_name') throw viewNameTaken();
    throw error.constraint === 'ck_views_query' ? viewTooLarge() : error;
  });
}
