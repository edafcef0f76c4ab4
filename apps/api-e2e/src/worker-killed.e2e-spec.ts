import { expect, test } from '@playwright/test';
import { type Client, processId, signedIn } from './client';

/** Each task has records of its own, so that none drifts because of another. */
const NAMES = ['alder', 'birch', 'cedar', 'damson', 'elder'];
const RECORDS_EACH = 8;

interface TaskEvent {
  seq: number;
  type: string;
}

interface ChangeSet {
  id: number;
  item_count: number;
}

/** A killed worker is replaced, leases run out, and the reconciler wakes another: well within this. */
const RECOVERY = { timeout: 90_000, intervals: [20] };

test('tasks whose worker is killed while they run, and again while it resumes them, finish once', async () => {
  const api = await signedIn();
  const ids: number[] = [];
  for (const name of NAMES) {
    for (let n = 1; n <= RECORDS_EACH; n++) await api.post('/entities', { name: `${name}-${n}` });
    const input = `Set the status of every record whose name contains "${name}" to inactive.`;
    ids.push((await api.post<{ id: number }>('/agent-tasks', { input })).id);
  }
  await expect.poll(() => started(api, ids), RECOVERY).toBeGreaterThan(0);
  process.kill(processId('worker'), 'SIGKILL');
  for (const id of ids) await expect.poll(() => statusOf(api, id), RECOVERY).toBe('waiting_approval');

  const changeSets = new Map<number, ChangeSet>();
  for (const id of ids) changeSets.set(id, await approveTheOnly(api, id));
  await expect.poll(running, RECOVERY).toBeGreaterThan(0);
  process.kill(running(), 'SIGKILL');

  for (const [id, changeSet] of changeSets) {
    await expect.poll(() => statusOf(api, id), RECOVERY).toBe('completed');
    await expectOnce(api, id, changeSet);
  }
});

async function expectOnce(api: Client, taskId: number, changeSet: ChangeSet): Promise<void> {
  const audit = await api.get<{ entity_id: number }[]>(
    `/audit-logs?change_set_id=${changeSet.id}&action=entity.update&limit=200`,
  );
  expect(audit).toHaveLength(changeSet.item_count);
  expect(new Set(audit.map(({ entity_id }) => entity_id)).size).toBe(changeSet.item_count);
  const events = await eventsOf(api, taskId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.filter(({ type }) => type === 'change_set.proposed')).toHaveLength(1);
  expect(await api.get<ChangeSet[]>(`/change-sets?agent_task_id=${taskId}`)).toHaveLength(1);
}

async function approveTheOnly(api: Client, taskId: number): Promise<ChangeSet> {
  const [changeSet, ...others] = await api.get<ChangeSet[]>(`/change-sets?agent_task_id=${taskId}`);
  expect(others).toEqual([]);
  if (!changeSet) throw new Error('Nothing was proposed');
  expect(changeSet.item_count).toBe(RECORDS_EACH);
  await api.post(`/change-sets/${changeSet.id}/decision`, { decision: 'approve' });
  return changeSet;
}

/** How many of the tasks an agent has begun. */
async function started(api: Client, ids: number[]): Promise<number> {
  const events = await Promise.all(ids.map((id) => eventsOf(api, id)));
  return events.flat().filter(({ type }) => type === 'agent.started').length;
}

function eventsOf(api: Client, id: number): Promise<TaskEvent[]> {
  return api.get(`/agent-tasks/${id}/events?after_seq=0`);
}

async function statusOf(api: Client, id: number): Promise<string> {
  return (await api.get<{ status: string }>(`/agent-tasks/${id}`)).status;
}

/** The worker's process id, or 0 while it is being replaced. */
function running(): number {
  try {
    return processId('worker');
  } catch {
    return 0;
  }
}
