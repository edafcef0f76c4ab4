import { expect, test } from '@playwright/test';
import { type Client, processId, signedIn } from './client';

const REQUEST = 'Set the status of every record whose name contains "apache" to inactive.';

interface TaskEvent {
  seq: number;
  type: string;
}

/** A killed worker is replaced, its task's lease runs out, and the reconciler wakes another: well within this. */
const RECOVERY = { timeout: 90_000, intervals: [20] };

test('a task whose worker is killed finishes once', async () => {
  const api = await signedIn();
  const { id } = await api.post<{ id: number }>('/agent-tasks', { input: REQUEST });
  const events = () => api.get<TaskEvent[]>(`/agent-tasks/${id}/events?after_seq=0`);
  const status = async () => (await api.get<{ status: string }>(`/agent-tasks/${id}`)).status;

  await expect.poll(async () => (await events()).map(({ type }) => type), RECOVERY).toContain('agent.started');
  process.kill(processId('worker'), 'SIGKILL');
  await expect.poll(status, RECOVERY).toBe('waiting_approval');

  const [changeSet, ...others] = await changeSetsOf(api, id);
  expect(others).toEqual([]);
  if (!changeSet) throw new Error('Nothing was proposed');
  expect(changeSet.item_count).toBeGreaterThan(0);
  await api.post(`/change-sets/${changeSet.id}/decision`, { decision: 'approve' });
  process.kill(processId('worker'), 'SIGKILL');
  await expect.poll(status, RECOVERY).toBe('completed');

  const audit = await api.get<{ entity_id: number }[]>(
    `/audit-logs?change_set_id=${changeSet.id}&action=entity.update&limit=200`,
  );
  expect(audit).toHaveLength(changeSet.item_count);
  expect(new Set(audit.map(({ entity_id }) => entity_id)).size).toBe(changeSet.item_count);
  const seqs = (await events()).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => i + 1));
  const types = (await events()).map(({ type }) => type);
  expect(types.filter((type) => type === 'change_set.proposed')).toHaveLength(1);
});

async function changeSetsOf(api: Client, taskId: number): Promise<{ id: number; item_count: number }[]> {
  return api.get(`/change-sets?agent_task_id=${taskId}`);
}
