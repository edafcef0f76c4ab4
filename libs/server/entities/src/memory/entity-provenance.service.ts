import {
  type Entity,
  type EntityInclude,
  type FieldProvenance,
  type JsonObject,
  type PendingChange,
  type RememberedEntity,
} from '@bureau/contracts';
import {
  AuditWriter,
  Database,
  notFound,
  requireCaller,
  type ResourceAccess,
  unwrap,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess, writeRights } from '../access/record-access';
import { EntitiesService } from '../entities.service';
import { assertMay } from '../entity.policy';
import { ENTITY_RESOURCE } from '../persistence/entity.resource';
import { leavesOf } from './leaves';
import { readPending } from './pending.repository';
import { ALL_VERSIONS, PAGE_VERSIONS, readWriters, type Writer } from './provenance.repository';

const MARKS = {
  name: 'entity_marks',
  text: 'select unreviewed from entities where id = $1::bigint and deleted_at is null for no key update',
};

/** Who or what wrote each field of a record last, and what of it waits for somebody to look at it. */
@Injectable()
export class EntityProvenance {
  private readonly records: WritePath<Entity>;

  constructor(
    private readonly database: Database,
    private readonly entities: EntitiesService,
    private readonly audit: AuditWriter,
  ) {
    this.records = new WritePath(database, ENTITY_RESOURCE);
  }

  /** Every field that somebody wrote and that is there now. @throws 404 */
  async of(id: number): Promise<FieldProvenance[]> {
    const record = await this.entities.get(id);
    const writers = await readWriters(this.database, [id], ALL_VERSIONS);
    return provenanceOf(record, writers.get(id) ?? [], recordAccess());
  }

  /** Rows of a page with what `include=` asks for: one statement each, however many rows. */
  async include(rows: Entity[], include: ReadonlySet<string>): Promise<RememberedEntity[]> {
    const asked = (name: EntityInclude) => include.has(name) && rows.length > 0;
    const ids = rows.map(({ id }) => id);
    const access = recordAccess();
    const [writers, pending] = await Promise.all([
      asked('provenance')
        ? readWriters(this.database, ids, rows.length === 1 ? ALL_VERSIONS : PAGE_VERSIONS)
        : null,
      asked('pending') ? this.pendingFor(ids) : null,
    ]);
    return rows.map((row) => ({
      ...row,
      ...(writers && { provenance: provenanceOf(row, writers.get(row.id) ?? [], access) }),
      ...(pending && { pending: visiblePending(pending.get(row.id) ?? [], access) }),
    }));
  }

  /**
   * Says that the caller has looked at fields that an agent wrote. Fields that wait for nobody are passed over.
   * @param fields with everything below them; all that the caller may see where absent
   * @throws 404, 403
   */
  async review(id: number, fields: readonly string[] | null): Promise<FieldProvenance[]> {
    const access = recordAccess(assertMay(requireCaller(), 'entity:update'));
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ unreviewed: string[] | null }>({ ...MARKS, values: [id] });
      if (!row) throw notFound('record');
      const marks = row.unreviewed ?? [];
      const looked = marks.filter((mark) => access.sees(mark) && (fields === null || isAmong(mark, fields)));
      const left = marks.filter((mark) => !looked.includes(mark));
      const values = { unreviewed: left.length > 0 ? left : null };
      const outcome = await this.records.update(id, values, {
        executor: tx,
        ...writeRights(access, 'update'),
      });
      const { version } = unwrap(outcome, 'record');
      if (looked.length === 0) return;
      const entry = { entity_type: 'entity', entity_id: id, entity_version: version };
      const new_values = { reviewed: looked };
      await this.audit.record({ action: 'entity.review', outcome: 'success', ...entry, new_values }, tx);
    });
    return this.of(id);
  }

  /** Proposals that the caller may see: what was proposed for them, or all where they decide for others. */
  private async pendingFor(ids: readonly number[]): Promise<Map<number, PendingChange[]>> {
    const { permissions, user_id } = requireCaller();
    if (!permissions.has('change_set:read')) return new Map();
    return readPending(this.database, ids, permissions.has('change_set:decide_all') ? null : user_id);
  }
}

/** What the writers say of the fields that the record has now, and that the caller may see. */
function provenanceOf(record: Entity, writers: readonly Writer[], access: ResourceAccess): FieldProvenance[] {
  const fields = Object.keys(ENTITY_RESOURCE.columns).filter((column) => column in record);
  const values = Object.fromEntries(fields.map((column) => [column, record[column as keyof Entity]]));
  const leaves = leavesOf(values as JsonObject);
  return writers.flatMap((writer) => {
    const value = leaves.get(writer.field);
    return value === undefined || !access.sees(writer.field) ? [] : [{ ...writer, value }];
  });
}

function visiblePending(pending: readonly PendingChange[], access: ResourceAccess): PendingChange[] {
  return pending.map((change) => ({
    ...change,
    // it may quote what is hidden
    reason: change.changes.every(({ field }) => access.seesAllOf(field)) ? change.reason : null,
    changes: change.changes.flatMap(({ field, from, to }) => {
      const [before, after] = [access.visibleValue(field, from), access.visibleValue(field, to)];
      return before === undefined || after === undefined ? [] : [{ field, from: before, to: after }];
    }),
  }));
}

function isAmong(mark: string, fields: readonly string[]): boolean {
  return fields.some((field) => mark === field || mark.startsWith(`${field}.`));
}
