import { withClient } from '../office/databases.ts';
import type { Office } from '../office/office.ts';
import type { Person } from '../office/people.ts';
import { nextCursor } from './record-product.ts';
import { LIST_PATH, type Material } from './requests.ts';

export const CONNECTIONS = 32;
const IDS = 64_000;
const CURSORS = 128;

/** What is asked for: records in an order of chance, and cursors at every depth of the list. */
export async function gatherMaterial(office: Office, url: string): Promise<Material> {
  return withClient(office.databaseUrl, async (client) => {
    await client.query('select setseed(0.42)');
    const { rows } = await client.query<{ id: string }>(
      `select id from entities where status = 'active' and id % 10 <> 3 order by random() limit ${IDS}`,
    );
    const times = await client.query<{ at: Date }>(
      `select created_at as at from entities where status = 'active' order by random() limit ${CURSORS}`,
    );
    const cursors: string[] = [];
    for (const [i, { at }] of times.rows.entries()) {
      const person = office.people[i % office.people.length] as Person;
      const one = LIST_PATH.replace('limit=50', 'limit=1');
      const cursor = await nextCursor(url, `${one}&created_at[lte]=${at.toISOString()}`, person);
      if (cursor !== null) cursors.push(cursor);
    }
    return {
      people: office.people,
      ids: rows.map(({ id }) => Number(id)),
      cursors,
      connections: CONNECTIONS,
    };
  });
}
