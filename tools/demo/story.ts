import { setTimeout as sleep } from 'node:timers/promises';
import { type Api } from './api.ts';
import { added, chapter, line, plain, removed } from './printer.ts';
import { sectionCsv } from './sample-csv.ts';
import { TaskWatch } from './watch-task.ts';

/** Longest time for a step of the story, in seconds: a worker that dies meanwhile is replaced well within it. */
const PATIENCE_S = 120;
const REQUEST = 'Set the status of every record whose name contains "emacs" to inactive.';

interface ImportJob {
  id: number;
  status: string;
  rows_created: number;
  rows_failed: number;
  error: string | null;
}

interface Item {
  id: number;
  operation: string;
  entity_id: number;
  entity_name: string;
  changes: { field: string; from: unknown; to: unknown }[];
}

interface ChangeSet {
  id: number;
  title: string;
  status: string;
  risk: string;
  item_count: number;
  payload_hash: string;
}

interface AuditRow {
  id: number;
  action: string;
  entity_id: number;
  old_values: object;
  new_values: object;
  actor: { name: string };
  approved_by: number;
}

/** The main job of the product, over its public API alone. @returns the task's id */
export async function tellStory(api: Api): Promise<number> {
  await importSection(api, 'editors');
  chapter('2. An agent is asked');
  line(REQUEST);
  const task = await api.post<{ id: number }>('/agent-tasks', { input: REQUEST });
  line(`task ${task.id} accepted`);
  const watch = new TaskWatch(api, task.id);
  try {
    await watch.until(['waiting_approval', 'completed', 'failed', 'cancelled'], PATIENCE_S);
    const changeSet = await review(api, task.id);
    await watch.until(['completed', 'failed', 'cancelled'], PATIENCE_S);
    await finish(api, task.id, changeSet.id);
  } finally {
    watch.close();
  }
  return task.id;
}

async function importSection(api: Api, section: string): Promise<void> {
  chapter('1. Records are imported');
  const { csv, rows } = sectionCsv(section);
  line(`${rows} records of the section ${section}, from a CSV file`);
  let job = await api.upload<ImportJob>('/entities/import', `${section}.csv`, csv);
  const deadline = Date.now() + PATIENCE_S * 1000;
  while (job.status === 'queued' || job.status === 'running') {
    if (Date.now() > deadline)
      throw new Error(`Import ${job.id} is still ${job.status} after ${PATIENCE_S} s.`);
    await sleep(200);
    job = await api.get<ImportJob>(`/imports/${job.id}`);
  }
  if (job.status !== 'completed')
    throw new Error(`Import ${job.id} ${job.status}: ${job.error ?? 'no reason given'}`);
  line(`import ${job.id}: ${job.rows_created} created, ${job.rows_failed} failed`);
}

async function review(api: Api, taskId: number): Promise<ChangeSet> {
  chapter('3. What the agent proposes');
  const [changeSet] = await api.get<ChangeSet[]>(`/change-sets?agent_task_id=${taskId}`);
  if (!changeSet) {
    const { result, error } = await api.get<{ result: string | null; error: { detail: string } | null }>(
      `/agent-tasks/${taskId}`,
    );
    throw new Error(`The agent proposed nothing: ${error?.detail ?? result ?? 'no answer'}`);
  }
  line(
    `change set ${changeSet.id}: ${changeSet.title} (${changeSet.item_count} records, risk ${changeSet.risk})`,
  );
  const items = await api.get<Item[]>(`/change-sets/${changeSet.id}/items?limit=200`);
  for (const item of items) printItem(item);
  chapter('4. A person approves');
  await api.post(`/change-sets/${changeSet.id}/decision`, {
    decision: 'approve',
    payload_hash: changeSet.payload_hash,
  });
  line(`approved change set ${changeSet.id}`);
  return changeSet;
}

function printItem(item: Item): void {
  plain(`${item.operation} ${item.entity_name} (record ${item.entity_id})`);
  for (const { field, from, to } of item.changes) {
    removed(`${field}: ${JSON.stringify(from)}`);
    added(`${field}: ${JSON.stringify(to)}`);
  }
}

async function finish(api: Api, taskId: number, changeSetId: number): Promise<void> {
  const [task, changeSet] = await Promise.all([
    api.get<{ status: string; result: string | null; error: { detail: string } | null }>(
      `/agent-tasks/${taskId}`,
    ),
    api.get<ChangeSet>(`/change-sets/${changeSetId}`),
  ]);
  if (task.status !== 'completed')
    throw new Error(`Task ${taskId} ${task.status}: ${task.error?.detail ?? 'no reason given'}`);
  if (changeSet.status !== 'committed')
    throw new Error(`Change set ${changeSetId} is ${changeSet.status}, not committed.`);
  chapter('5. What the audit log says');
  const rows = await api.get<AuditRow[]>(
    `/audit-logs?change_set_id=${changeSetId}&action=entity.update&limit=200`,
  );
  if (rows.length !== changeSet.item_count)
    throw new Error(`${changeSet.item_count} records changed, but ${rows.length} audit rows tell of it.`);
  for (const row of rows) {
    line(
      `audit ${row.id}: ${row.action} record ${row.entity_id} ${JSON.stringify(row.old_values)} → ${JSON.stringify(row.new_values)} by ${row.actor.name}, approved by user ${row.approved_by}`,
    );
  }
  chapter('6. How to undo it');
  plain(
    `POST ${api.url}/api/v1/change-sets/${changeSetId}/revert proposes the inverse, which is reviewed like any other;`,
  );
  plain(`in the portal it is the Undo button of /change-sets/${changeSetId}.`);
}
