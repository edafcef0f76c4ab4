import { type Executor } from '@bureau/platform';
import { type Notice } from '../rules/notice';

/** Ids of those whom a notice is for, in order: one person, or everybody active who has the role now. */
export async function recipientsOf(
  executor: Executor,
  { user_id, audience }: Pick<Notice, 'user_id' | 'audience'>,
): Promise<number[]> {
  if (!audience) return user_id === null ? [] : [user_id];
  const rows = await executor.query<{ id: number }>({
    name: 'notification_recipients',
    text: `select id from users where role = $1::text and is_active and id <> all($2::int[]) order by id`,
    values: [audience.role, audience.except],
  });
  return rows.map(({ id }) => id);
}
