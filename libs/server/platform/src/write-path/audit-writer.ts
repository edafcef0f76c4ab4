import { type JsonObject } from '@bureau/contracts';
import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context';
import { Database } from '../database/database';
import { type Executor } from '../database/statement';
import { CONTEXT_COLUMNS, CONTEXT_PARAMETERS, FIRST_VALUE, contextValues } from './write-context';

/** An audit row for something that changed no record: a sign-in, a refusal, an export. */
export interface AuditEntry {
  action: string;
  outcome: 'success' | 'refused' | 'failed';
  entity_type?: string;
  entity_id?: number;
  entity_version?: number;
  reason?: string;
  new_values?: JsonObject;
  /** Where nobody is signed in yet: whose account it is about. */
  user_id?: number;
}

const TEXT = `
insert into audit_logs (${CONTEXT_COLUMNS}, action, outcome, entity_type, entity_id, reason, new_values, entity_version)
values (${CONTEXT_PARAMETERS}, ${['text', 'text', 'text', 'bigint', 'text', 'jsonb', 'int'].map((type, i) => `$${FIRST_VALUE + i}::${type}`).join(', ')}) returning id`;

/** Writes audit rows that stand alone; the rows of changes are written by the write path with the change. */
@Injectable()
export class AuditWriter {
  constructor(private readonly database: Database) {}

  /** @param executor the transaction that the row belongs to, where there is one. @returns the row's id */
  async record(entry: AuditEntry, executor: Executor = this.database): Promise<number> {
    const current = currentContext();
    if (entry.outcome === 'refused' && current) current.refusal_recorded = true;
    const context = contextValues();
    context[0] ??= entry.user_id ?? null;
    const { action, outcome, entity_type = null, entity_id = null, reason = null, new_values = null } = entry;
    const [row] = await executor.query<{ id: number }>({
      name: 'audit_record',
      text: TEXT,
      values: [
        ...context,
        action,
        outcome,
        entity_type,
        entity_id,
        reason,
        new_values && JSON.stringify(new_values),
        entry.entity_version ?? null,
      ],
    });
    if (!row) throw new Error(`${action}: no audit row was written`);
    return row.id;
  }
}
