import { testDatabase } from './test-database';

describe('testDatabase', () => {
  it('has the schema and no rows, apart from every other', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    await one.sql(`insert into users (email, full_name, role) values ('a@example.org', 'A', 'user')`);
    expect(await one.sql('select email from users')).toEqual([{ email: 'a@example.org' }]);
    expect(await other.sql('select email from users')).toEqual([]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('comes without tables when asked', async () => {
    const empty = await testDatabase(false);
    expect(await empty.sql(`select to_regclass('users') as users`)).toEqual([{ users: null }]);
    await empty.drop();
  });
});
