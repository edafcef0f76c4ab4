import { type Caller, type Executor } from '@bureau/platform';

/**
 * Ids of the active people that are named by e-mail or id. Whoever may not see people can name only themselves, so that
 * an import tells nobody who has an account.
 * @returns ids by the names in lower case
 */
export async function ownersOf(
  executor: Executor,
  caller: Caller,
  names: ReadonlySet<string>,
): Promise<Map<string, number>> {
  if (names.size === 0) return new Map();
  const wanted = [...new Set([...names].map((name) => name.trim().toLowerCase()))];
  const rows = await executor.query<{ name: string; id: number }>({
    name: 'import_owners',
    text: `select w.name, u.id from unnest($1::text[]) w(name) join users u on lower(u.email) = w.name or u.id::text = w.name
      where u.is_active and ($2::boolean or u.id = $3::int)`,
    values: [wanted, caller.permissions.has('user:read'), caller.user_id],
  });
  return new Map(rows.map(({ name, id }) => [name, id]));
}
