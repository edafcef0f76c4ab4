import {
  type Entity,
  type EntityRelation,
  type Neighbourhood,
  type Problem,
  type RelationTypeInfo,
} from '@bureau/contracts';
import { type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';

describe('types of relations', () => {
  let test: TestApp;
  let admin: HttpClient;
  let user: HttpClient;

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    admin = (await test.signIn('admin')).http;
    user = (await test.signIn('user')).http;
    await admin.post('/relation-types', {
      name: 'part_of',
      cycles_allowed: false,
      inverse_title: 'has the part',
    });
    await admin.post('/relation-types', { name: 'twin_of', is_symmetric: true });
    await admin.post('/relation-types', { name: 'watches', self_allowed: true });
  });
  afterAll(() => test.close());

  const record = async (name = 'One') => (await user.post<Entity>('/entities', { name })).body.id;
  /** New records by id: those that are asked for at once are made in any order. */
  const records = async (count: number) =>
    (await Promise.all(Array.from({ length: count }, () => record()))).sort((a, b) => a - b);
  const relate = async (source: number, relation_type: string, target_id: number) => {
    const { status, body } = await user.post<Problem>(`/entities/${source}/relations`, {
      target_id,
      relation_type,
    });
    return status === 201 ? 201 : [status, body.code];
  };

  it('are there from the beginning, and made by admins', async () => {
    const { body } = await user.get<RelationTypeInfo[]>('/relation-types?sort=name');
    expect(body.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['depends_on', 'duplicate_of', 'part_of']),
    );
    expect((await user.get<RelationTypeInfo>('/relation-types/part_of')).body).toMatchObject({
      title: 'part of',
      inverse_title: 'has the part',
      cycles_allowed: false,
    });
    expect((await user.post('/relation-types', { name: 'mine' })).status).toBe(403);
    for (const [values, status] of [
      [{ name: 'part_of' }, 409],
      [{ name: 'Part Of' }, 400],
      [{ name: 'odd', is_symmetric: true, cycles_allowed: false }, 400],
    ] as const)
      expect((await admin.post('/relation-types', values)).status).toBe(status);
  });

  it('are the only ones', async () => {
    const [a = 0, b = 0] = await records(2);
    expect(await relate(a, 'likes', b)).toEqual([422, 'UNKNOWN_RELATION_TYPE']);
    expect(await relate(a, 'part_of', b)).toBe(201);
    expect(await relate(a, 'part_of', b)).toEqual([409, 'RELATION_EXISTS']);
  });

  it('let a record be related to itself where they say so', async () => {
    const a = await record();
    expect(await relate(a, 'depends_on', a)).toEqual([422, 'RELATION_TO_SELF']);
    expect(await relate(a, 'watches', a)).toBe(201);
  });

  it('are not doubled in the other direction where both mean the same', async () => {
    const [a = 0, b = 0] = await records(2);
    expect(await relate(a, 'twin_of', b)).toBe(201);
    expect(await relate(b, 'twin_of', a)).toEqual([409, 'RELATION_EXISTS']);
    expect(await relate(a, 'depends_on', b)).toBe(201);
    expect(await relate(b, 'depends_on', a)).toBe(201);
  });

  it('close no circle where they forbid it, however long', async () => {
    const [a = 0, b = 0, c = 0, d = 0] = await records(4);
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, d],
      [a, d],
    ])
      expect(await relate(from ?? 0, 'part_of', to ?? 0)).toBe(201);
    expect(await relate(d, 'part_of', a)).toEqual([422, 'RELATION_CYCLE']);
    expect(await relate(b, 'part_of', a)).toEqual([422, 'RELATION_CYCLE']);
  });

  it('let one of two through that would close a circle together', async () => {
    for (let round = 0; round < 20; round++) {
      const [a = 0, b = 0, c = 0] = await records(3);
      await relate(b, 'part_of', c);
      const answers = await Promise.all([relate(a, 'part_of', b), relate(c, 'part_of', a)]);
      expect(answers.map((one) => JSON.stringify(one)).sort()).toEqual(['201', '[422,"RELATION_CYCLE"]']);
      const twins = await Promise.all([relate(a, 'twin_of', b), relate(b, 'twin_of', a)]);
      expect(twins.map((one) => JSON.stringify(one)).sort()).toEqual(['201', '[409,"RELATION_EXISTS"]']);
    }
  });

  it('cannot go while there are such relations', async () => {
    expect((await admin.delete<Problem>('/relation-types/part_of')).body.code).toBe('TYPE_IN_USE');
    await admin.post('/relation-types', { name: 'unused' });
    expect((await admin.delete('/relation-types/unused')).status).toBe(204);
    const kept = await admin.patch<RelationTypeInfo>('/relation-types/part_of', { title: 'belongs to' });
    expect(kept.body).toMatchObject({ title: 'belongs to', cycles_allowed: false, version: 2 });
  });

  describe('the neighbourhood of a record', () => {
    let centre: number;
    let ring: number[];
    let far: number;

    beforeAll(async () => {
      centre = await record('Centre');
      ring = await records(4);
      far = await record('Far');
      for (const [i, one] of ring.entries())
        await (i % 2 ? relate(one, 'depends_on', centre) : relate(centre, 'suggests', one));
      await relate(ring[0] ?? 0, 'depends_on', far);
      await relate(ring[0] ?? 0, 'depends_on', ring[1] ?? 0);
    });

    const around = async (query: string) =>
      (await user.get<Neighbourhood>(`/entities/${centre}/neighbourhood?${query}`)).body;

    it('goes both ways, as deep as it is asked to', async () => {
      const near = await around('depth=1');
      expect(near.nodes.map(({ id, distance }) => [id, distance])).toEqual([
        [centre, 0],
        ...ring.map((id) => [id, 1]),
      ]);
      expect(near.edges).toHaveLength(5);
      expect(near.truncated).toBe(false);
      const wide = await around('depth=2');
      expect(wide.nodes.at(-1)).toMatchObject({ id: far, name: 'Far', distance: 2 });
      expect(wide.edges).toHaveLength(6);
    });

    it('follows one type where it is asked to', async () => {
      const { nodes, edges } = await around('depth=3&relation_type=suggests');
      expect(nodes.map(({ id }) => id)).toEqual([centre, ring[0], ring[2]]);
      expect(edges).toHaveLength(2);
    });

    it('says that there is more than it shows', async () => {
      const { nodes, truncated } = await around('depth=1&limit=3');
      expect([nodes.length, nodes[0]?.id, truncated]).toEqual([3, centre, true]);
    });

    it('does not lead through what is in the trash', async () => {
      await user.delete(`/entities/${ring[0]}`);
      const { nodes } = await around('depth=3');
      expect(nodes.map(({ id }) => id)).toEqual([centre, ...ring.slice(1)]);
      await user.post(`/entities/${ring[0]}/restore`);
    });

    it('does not lead through what the caller may not see', async () => {
      await test.database.sql(
        `insert into roles (name, permissions, rules) values ('narrow', array['entity:read'], $1)`,
        [
          JSON.stringify([
            { resource: 'entity', action: 'read', where: { field: 'name', op: 'ne', value: 'Hidden' } },
          ]),
        ],
      );
      const narrow = (await test.signIn('narrow')).http;
      await user.patch(`/entities/${ring[0]}`, { name: 'Hidden' });
      const { body } = await narrow.get<Neighbourhood>(`/entities/${centre}/neighbourhood?depth=3`);
      expect(body.nodes.map(({ id }) => id)).toEqual([centre, ...ring.slice(1)]);
      expect(JSON.stringify(body)).not.toContain(`${ring[0]}`);
      expect((await narrow.get(`/entities/${ring[0]}/neighbourhood`)).status).toBe(404);
    });

    it.each(['depth=4', 'depth=0', 'limit=501', 'limit=x', 'relation_type=A B', 'colour=1'])(
      'refuses %s',
      async (query) =>
        expect((await user.get(`/entities/${centre}/neighbourhood?${query}`)).status).toBe(400),
    );

    it('shows both directions in the list of relations', async () => {
      const { body } = await user.get<EntityRelation[]>(`/entities/${centre}/relations?limit=200`);
      expect(body.map(({ source_id }) => source_id === centre).sort()).toEqual([false, false, true, true]);
    });
  });
});
