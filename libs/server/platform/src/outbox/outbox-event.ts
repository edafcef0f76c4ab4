import { type JsonObject } from '@bureau/contracts';
import { type Executor } from '../database/statement';

/** Something that happened and is committed; delivered at least once, so whoever acts on it must be idempotent. */
export interface OutboxEvent<Payload = JsonObject> {
  /** Unique: what a consumer dedupes by. */
  id: number;
  /** Past tense, e.g. `entity.changed`. */
  topic: string;
  payload: Payload;
}

/** Writes an event that no write of the write path tells of, within the transaction of its cause. */
export async function emitEvent(executor: Executor, topic: string, payload: JsonObject): Promise<void> {
  await executor.query({
    name: 'outbox_emit',
    text: 'insert into outbox (topic, payload) values ($1::text, $2::jsonb)',
    values: [topic, JSON.stringify(payload)],
  });
  executor.wroteEvents();
}
