import { type AuditActor, type JsonObject } from '@bureau/contracts';
import { Database, ListReader, type ListQuery, type Page, type ResourceAccess } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess } from '../access/record-access';
import { EntitiesService } from '../entities.service';
import { HISTORY_LIST } from '../persistence/entity-history.list';

/** One step in the life of a record, for those who may see the record. */
export interface EntityHistoryEntry {
  id: number;
  timestamp: string;
  action: string;
  entity_version: number | null;
  old_values: JsonObject | null;
  new_values: JsonObject | null;
  user_id: number | null;
  actor: Pick<AuditActor, 'type' | 'name'>;
  approved_by: number | null;
  agent_task_id: number | null;
  change_set_id: number | null;
}

type HistoryRow = Omit<EntityHistoryEntry, 'actor'> & {
  actor_type: AuditActor['type'];
  actor_name: string | null;
};

/** What happened to one record, newest first. */
@Injectable()
export class EntityHistoryService {
  private readonly reader: ListReader<HistoryRow>;

  constructor(
    database: Database,
    private readonly entities: EntitiesService,
  ) {
    this.reader = new ListReader<HistoryRow>(database, HISTORY_LIST);
  }

  async list(entityId: number, query: ListQuery): Promise<Page<EntityHistoryEntry>> {
    await this.entities.get(entityId);
    const page = await this.reader.page(query, {
      text: `e.entity_type = 'entity' and e.entity_id = $1::bigint and e.outcome = 'success'`,
      values: [entityId],
    });
    const access = recordAccess();
    return { ...page, rows: page.rows.map((row) => toEntry(row, access)) };
  }
}

function toEntry(
  { actor_type, actor_name, old_values, new_values, ...row }: HistoryRow,
  access: ResourceAccess,
): EntityHistoryEntry {
  const values = access.visibleChange(old_values, new_values);
  return { ...row, ...values, actor: { type: actor_type, name: actor_name } };
}
