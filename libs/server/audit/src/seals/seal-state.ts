import { type Executor, type Statement } from '@bureau/platform';
import { type Seal } from './seal';

/** Where sealing stands, as the newest seal tells it. */
export interface SealState {
  /** null before the first. */
  last: Pick<
    Seal,
    'seq' | 'epoch' | 'cluster' | 'snapshot' | 'through_id' | 'opening_id' | 'total_rows' | 'head'
  > | null;
  /** The newest snapshot whose rows are all sealed. */
  complete: string | null;
  /** This server's system identifier; empty where it does not tell. */
  cluster: string;
  /** Transaction ids of the newest seal are not those of this server: the database was restored here. */
  foreign: boolean;
}

const LAST: Statement = {
  name: 'seal_last',
  text: `select seq, epoch, cluster, snapshot, through_id, opening_id, total_rows, head,
      pg_snapshot_xmax(snapshot::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()) as ahead
    from audit_seals order by seq desc limit 1`,
};
const COMPLETE: Statement = {
  name: 'seal_complete',
  text: 'select snapshot from audit_seals where through_id is null order by seq desc limit 1',
};
const MAY_IDENTIFY: Statement = {
  name: 'seal_may_identify',
  text: `select has_function_privilege('pg_control_system()', 'execute') as may`,
};
const IDENTIFY: Statement = {
  name: 'seal_identify',
  text: 'select system_identifier::text as cluster from pg_control_system()',
};

export async function readSealState(executor: Executor): Promise<SealState> {
  const [last] = await executor.query<NonNullable<SealState['last']> & { ahead: boolean }>(LAST);
  const [complete] = await executor.query<{ snapshot: string }>(COMPLETE);
  const cluster = await clusterOf(executor);
  return {
    last: last ?? null,
    complete: complete?.snapshot ?? null,
    cluster,
    foreign: last !== undefined && (last.ahead || last.cluster !== cluster),
  };
}

/** Some managed servers keep their identity to themselves; transaction ids that run backwards still tell. */
async function clusterOf(executor: Executor): Promise<string> {
  const [allowed] = await executor.query<{ may: boolean }>(MAY_IDENTIFY);
  if (!allowed?.may) return '';
  const [row] = await executor.query<{ cluster: string }>(IDENTIFY);
  return row?.cluster ?? '';
}
