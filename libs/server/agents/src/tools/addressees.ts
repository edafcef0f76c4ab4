import { recordAccess, visibleLive } from '@bureau/entities';
import {
  type Caller,
  callerOfRow,
  type CallerRow,
  commonError,
  type Executor,
  placeRule,
} from '@bureau/platform';

/** Somebody who can be told something, with their own rights of the moment. */
export interface Addressee {
  name: string;
  caller: Caller;
}

type NamedRow = CallerRow & { asked: string };

const NAMED = `
select n.asked, u.id as user_id, u.role, u.full_name, null as session_id, r.permissions, r.rules
from unnest($1::text[]) as n(asked)
join users u on lower(u.email) = lower(n.asked) or lower(u.full_name) = lower(n.asked)
join roles r on r.name = u.role
where u.is_active
order by u.id`;

/**
 * The people who are meant by e-mail addresses or full names. All of them, or none: half an address list helps nobody.
 * Those who are unknown, switched off, or may not see what it is about are told apart by nobody.
 * @param recordId the record that they are told of; each of them must be able to see it
 * @throws 400 naming those who cannot be told, or who are several people
 */
export async function addressees(
  executor: Executor,
  names: readonly string[],
  recordId: number | null,
): Promise<Addressee[]> {
  const rows = await executor.query<NamedRow>({
    name: 'agent_addressees',
    text: NAMED,
    values: [[...new Set(names)]],
  });
  const found = new Map<number, Addressee>();
  for (const name of new Set(names)) {
    const meant = rows.filter(({ asked }) => asked === name);
    if (meant.length > 1) throw untold(`Several people are called ${name}: name them by e-mail address.`);
    const [row] = meant;
    const caller = row && callerOfRow(row);
    if (!caller || !(await mayBeTold(executor, caller, recordId)))
      throw untold(`There is no ${name}, or they may not see what it is about.`);
    found.set(caller.user_id, { name: row.full_name, caller });
  }
  return [...found.values()];
}

async function mayBeTold(executor: Executor, caller: Caller, recordId: number | null): Promise<boolean> {
  if (!caller.permissions.has('notification:read')) return false;
  return recordId === null || maySeeRecord(executor, caller, recordId);
}

/** Whether a live record of the id is there for the caller. */
export async function maySeeRecord(executor: Executor, caller: Caller, id: number): Promise<boolean> {
  if (!caller.permissions.has('entity:read')) return false;
  const values: unknown[] = [id];
  const rule = placeRule(visibleLive(recordAccess(caller)), values);
  const rows = await executor.query({
    text: `select 1 from entities e where e.id = $1::bigint and (${rule})`,
    values,
  });
  return rows.length > 0;
}

function untold(detail: string) {
  return commonError('VALIDATION_FAILED', `${detail} Nobody was told.`);
}
