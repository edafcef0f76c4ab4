import { type Executor } from '@bureau/platform';

/** What a task was about, for people who asked for several: events carry no texts. */
export async function taskWords(executor: Executor, taskId: number): Promise<string> {
  const [task] = await executor.query<{ input: string; error: string | null }>({
    name: 'notification_task_words',
    text: `select left(input, 200) as input, left(error ->> 'detail', 300) as error from agent_tasks where id = $1::bigint`,
    values: [taskId],
  });
  if (!task) return '';
  return task.error === null ? task.input : `${task.input}\n${task.error}`;
}
