import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';

/** A request that has not ended within this time died with its process: its key may be taken over. */
const ABANDONED_AFTER = '5 minutes';
const KEPT_FOR = '24 hours';
const PURGE_BATCH = 10_000;

export interface KeyClaim {
  /** The claim is ours: do the work. Otherwise somebody did it or is doing it. */
  fresh: boolean;
  same_request: boolean;
  /** Names our claim when its answer is stored. */
  claim: string;
  /** Null while the first request runs. */
  status: number | null;
  response: unknown;
}

const RENEWABLE = `(i.created_at < now() - interval '${KEPT_FOR}' or (i.status is null and i.created_at < now() - interval '${ABANDONED_AFTER}'))`;
const renew = (column: string) =>
  `${column} = case when ${RENEWABLE} then excluded.${column} else i.${column} end`;

const CLAIM = `
insert into idempotency_keys as i (caller_id, key, request_hash, claim_xid)
values ($1::int, $2::text, $3::bytea, pg_current_xact_id())
on conflict (caller_id, key) do update set
  ${['claim_xid', 'request_hash', 'response', 'created_at', 'status'].map(renew).join(', ')}
returning i.claim_xid = pg_current_xact_id() as fresh, i.request_hash = $3::bytea as same_request,
  i.claim_xid::text as claim, i.status, i.response`;

/** The keys under which requests were made and what was answered, for 24 hours per caller. */
@Injectable()
export class IdempotencyKeys {
  constructor(private readonly database: Database) {}

  /** Takes the key, or tells what became of it. Two requests at once: the second waits for the first one's claim. */
  async claim(callerId: number, key: string, hash: Buffer): Promise<KeyClaim> {
    const [claim] = await this.database.query<KeyClaim>({
      name: 'idempotency_claim',
      text: CLAIM,
      values: [callerId, key, hash],
    });
    if (!claim) throw new Error('An idempotency key was neither claimed nor found');
    return claim;
  }

  /** Keeps the answer for those who ask again. */
  async settle(
    callerId: number,
    key: string,
    claim: string,
    status: number,
    response: unknown,
  ): Promise<void> {
    await this.database.query({
      name: 'idempotency_settle',
      text: `update idempotency_keys set status = $4::int, response = $5::jsonb
        where caller_id = $1::int and key = $2::text and claim_xid = $3::text::xid8`,
      values: [callerId, key, claim, status, response === undefined ? null : JSON.stringify(response)],
    });
  }

  /** Gives the key back: the request failed, and may be made again under it. */
  async release(callerId: number, key: string, claim: string): Promise<void> {
    await this.database.query({
      name: 'idempotency_release',
      text: 'delete from idempotency_keys where caller_id = $1::int and key = $2::text and claim_xid = $3::text::xid8',
      values: [callerId, key, claim],
    });
  }

  /** Deletes keys that are past their time. */
  async purge(): Promise<void> {
    await this.database.query({
      name: 'idempotency_purge',
      text: `delete from idempotency_keys where (caller_id, key) in (
        select caller_id, key from idempotency_keys where created_at < now() - interval '${KEPT_FOR}' limit ${PURGE_BATCH})`,
    });
  }
}
