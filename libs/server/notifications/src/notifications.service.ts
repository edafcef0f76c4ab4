import { type Notification, type NotificationCounts } from '@bureau/contracts';
import {
  Database,
  ListReader,
  notFound,
  requireCaller,
  unwrap,
  WritePath,
  type ListQuery,
  type Page,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { NOTIFICATION_LIST, NOTIFICATION_RESOURCE } from './persistence/notification.resource';

const GET_TEXT = `select ${NOTIFICATION_LIST.select.join(', ')} from notifications e where e.id = $1::bigint and e.user_id = $2::int and e.deleted_at is null`;
const COUNTS = {
  name: 'notification_counts',
  text: 'select count(*) filter (where not is_read) as unread, count(*) as total from notifications where user_id = $1::int and deleted_at is null',
};
/** Marked as read by one statement. */
const READ_AT_ONCE = 1_000;
const UNREAD = `select row_number() over (order by id)::int as n, 'update' as operation, id, null::int as base_version,
  '{"is_read": true}'::jsonb as patch, '{}'::jsonb as merge
  from notifications where user_id = $1::int and not is_read and deleted_at is null order by id limit ${READ_AT_ONCE}`;

/** A person's own notifications; those of others are absent to them. */
@Injectable()
export class NotificationsService {
  private readonly notifications: WritePath<Notification>;
  private readonly reader: ListReader<Notification>;

  constructor(private readonly database: Database) {
    this.notifications = new WritePath(database, NOTIFICATION_RESOURCE);
    this.reader = new ListReader<Notification>(database, NOTIFICATION_LIST);
  }

  async list(query: ListQuery): Promise<Page<Notification>> {
    return this.reader.page(query, ownNotifications(), { text: 'e.deleted_at is null', values: [] });
  }

  /** @throws 404 */
  async get(id: number): Promise<Notification> {
    const values = [id, requireCaller().user_id];
    const [row] = await this.database.query<Notification>({
      name: 'notification_get',
      text: GET_TEXT,
      values,
    });
    if (!row) throw notFound('notification');
    return row;
  }

  /** @throws 404, 412 */
  async setRead(id: number, isRead: boolean, ifMatch: number | null): Promise<Notification> {
    const outcome = await this.notifications.update(
      id,
      { is_read: isRead },
      { ifMatch, visible: ownNotifications() },
    );
    return unwrap(outcome, 'notification');
  }

  /** Marks all of the caller's notifications as read. @returns the counts afterwards */
  async readAll(): Promise<NotificationCounts> {
    const { user_id } = requireCaller();
    for (;;) {
      const result = await this.notifications.batch({ items: { text: UNREAD, values: [user_id] } });
      // One that was deleted meanwhile is no reason to stop: the others are tried again without it.
      if (result.outcome === 'applied' && result.items < READ_AT_ONCE) return this.counts(user_id);
    }
  }

  /** @throws 404, 412 */
  async remove(id: number, ifMatch: number | null): Promise<void> {
    unwrap(await this.notifications.trash(id, { ifMatch, visible: ownNotifications() }), 'notification');
  }

  async counts(userId: number): Promise<NotificationCounts> {
    const [row] = await this.database.query<NotificationCounts>({ ...COUNTS, values: [userId] });
    return row ?? { unread: 0, total: 0 };
  }
}

function ownNotifications(): SqlRule {
  return { text: 'e.user_id = $1::int', values: [requireCaller().user_id] };
}
