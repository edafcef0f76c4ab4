import { type AuditActor, type EntityHistoryEntry, type JsonObject } from '@bureau/contracts';
import {
  Database,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  requireCaller,
  type ResourceAccess,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess } from '../access/record-access';
import { assertMay } from '../entity.policy';
import { changesBetween } from './leaves';
import { HISTORY_LIST } from './history.list';

type HistoryRow = Omit<EntityHistoryEntry, 'actor' | 'changes' | 'restored_version'> & {
  actor_type: AuditActor['type'];
  actor_id: string | null;
  actor_name: string | null;
  old_values: JsonObject | null;
  new_values: JsonObject | null;
};

/** What a note in the new values says beside the fields. */
const RESTORED = 'restored_version';

/** What happened to one record, in the trash or not: one round trip a page. */
@Injectable()
export class EntityHistoryService {
  private readonly reader: ListReader<HistoryRow>;

  constructor(private readonly database: Database) {
    this.reader = new ListReader<HistoryRow>(database, HISTORY_LIST);
  }

  /** @throws 404 where the caller may not see the record */
  async list(entityId: number, query: ListQuery): Promise<Page<EntityHistoryEntry>> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:read'));
    const page = await this.reader.page(query, historyOf(entityId), visibleNow(entityId, access));
    if (page.rows.length === 0) await this.assertVisible(entityId, access);
    return { ...page, rows: page.rows.map((row) => toEntry(row, access)) };
  }

  private async assertVisible(id: number, access: ResourceAccess): Promise<void> {
    const { text, values } = visibleNow(id, access);
    const [row] = await this.database.query<{ visible: boolean }>({
      text: `select ${text} as visible`,
      values,
    });
    if (!row?.visible) throw notFound('record');
  }
}

function historyOf(entityId: number): SqlRule {
  return {
    text: `e.entity_type = 'entity' and e.entity_id = $1::bigint and e.outcome = 'success'`,
    values: [entityId],
  };
}

function visibleNow(entityId: number, access: ResourceAccess): SqlRule {
  const rule = access.rows('read', 'v');
  const placed = rule.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + 1}`);
  return {
    text: `exists (select from entities v where v.id = $1::bigint and (${placed}))`,
    values: [entityId, ...rule.values],
  };
}

function toEntry(row: HistoryRow, access: ResourceAccess): EntityHistoryEntry {
  const { actor_type, actor_id, actor_name, old_values, new_values, ...entry } = row;
  const { [RESTORED]: restored, ...after } = new_values ?? {};
  const seen = access.visibleChange(old_values, new_values && after);
  return {
    ...entry,
    changes: entry.action === 'entity.review' ? [] : changesBetween(seen.old_values, seen.new_values),
    actor: { type: actor_type, id: actor_id, name: actor_name },
    restored_version: typeof restored === 'number' ? restored : null,
  };
}
