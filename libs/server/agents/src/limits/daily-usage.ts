import { type DailyLimitName } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';

export type DailyUsage = Record<DailyLimitName, number>;

interface SumRow {
  whose: 'agent' | 'requester';
  tokens: number;
  cost: string;
  records: number;
  deletes: number;
  messages: number;
}

const SUMS =
  'sum(tokens)::bigint as tokens, sum(cost) as cost, sum(records)::int as records, sum(deletes)::int as deletes, sum(messages)::int as messages';
const TODAY = `(now() at time zone 'utc')::date`;
const TEXT = `
select 'requester' as whose, ${SUMS} from agent_usage where user_id = $1::int and day = ${TODAY}
union all
select 'agent', ${SUMS} from agent_usage where agent = $2::text and day = ${TODAY}`;

/** What was used up today, by the clock of the database. */
@Injectable()
export class DailyUsages {
  constructor(private readonly database: Database) {}

  /** One round trip for both: the person, over all agents, and the agent, over all people. */
  async today(userId: number, agent: string): Promise<{ requester: DailyUsage; agent: DailyUsage }> {
    const rows = await this.database.query<SumRow>({
      name: 'agent_usage_today',
      text: TEXT,
      values: [userId, agent],
    });
    const of = (whose: SumRow['whose']) => toUsage(rows.find((row) => row.whose === whose));
    return { requester: of('requester'), agent: of('agent') };
  }
}

function toUsage(row: SumRow | undefined): DailyUsage {
  return {
    tokens: row?.tokens ?? 0,
    cost: Number(row?.cost ?? 0),
    records: row?.records ?? 0,
    deletes: row?.deletes ?? 0,
    messages: row?.messages ?? 0,
  };
}
