import { type Entity, type EntityAggregate, type EntityRelation, type Problem } from '@bureau/contracts';
import { testApp, type HttpClient, type TestApp } from '@bureau/testing';
import { EntitiesHttpModule } from '../entities-http.module';
import { type DuplicateGroup } from '../reading/duplicates';

const CATALOGUE = [
  {
    name: 'Éclair',
    status: 'active',
    type: 'tool',
    metadata: { section: 'net', size: 10, homepage: 'http://a.org/' },
  },
  {
    name: 'apple',
    status: 'active',
    type: 'tool',
    metadata: { section: 'net', size: 2.5, homepage: 'https://a.org' },
  },
  {
    name: 'Zebra',
    status: 'draft',
    type: 'book',
    metadata: { section: 'web', size: '9', homepage: 'http://z.org' },
  },
  {
    name: 'zebra cage',
    status: 'archived',
    description: 'Holds one animal',
    metadata: { section: 'web', size: 40 },
  },
  { name: 'echo', status: 'active', metadata: { section: null, tags: ['x', 'y'] } },
];

describe('questions over records', () => {
  let test: TestApp;
  let user: HttpClient;
  let guest: HttpClient;
  const ids = new Map<string, number>();

  beforeAll(async () => {
    test = await testApp([EntitiesHttpModule]);
    user = (await test.signIn('user')).http;
    guest = (await test.signIn('guest')).http;
    for (const record of CATALOGUE)
      ids.set(record.name, (await user.post<Entity>('/entities', record)).body.id);
    const { body } = await user.post<Entity>('/entities', {
      name: 'apple',
      metadata: { section: 'net', size: 99 },
    });
    await user.delete(`/entities/${body.id}`);
  });
  afterAll(() => test.close());

  const names = async (query: string) => {
    const { status, body } = await guest.get<Entity[]>(`/entities?${query}`);
    expect(status).toBe(200);
    return body.map(({ name }) => name);
  };
  const id = (name: string) => ids.get(name) ?? 0;

  describe('the list', () => {
    it.each([
      ['', ['echo', 'zebra cage', 'Zebra', 'apple', 'Éclair']],
      [
        'sort=name',
        ['apple', 'echo', 'Éclair', 'Zebra', 'zebra cage'].sort(new Intl.Collator('und').compare),
      ],
      ['sort=-status,name', ['Zebra', 'zebra cage', 'apple', 'echo', 'Éclair']],
      ['status=active&sort=id', ['Éclair', 'apple', 'echo']],
      ['status[in]=draft,archived', ['zebra cage', 'Zebra']],
      ['type[is_null]=true', ['echo', 'zebra cage']],
      ['type[ne]=tool', ['echo', 'zebra cage', 'Zebra']],
      ['name[like]=ZEBRA', ['zebra cage', 'Zebra']],
      ['q=zeb', ['zebra cage', 'Zebra']],
      ['q=zebra+anim', ['zebra cage']],
      ['q=%C3%A9cl', ['Éclair']],
      ['metadata.section=net', ['apple', 'Éclair']],
      ['metadata.size[gte]=10', ['zebra cage', 'Éclair']],
      ['metadata.size=%229%22', ['Zebra']],
      ['metadata.size=9', []],
      ['metadata.section=null', ['echo']],
      ['metadata.tags.0=x', ['echo']],
      ['sort=-metadata.size&metadata.size[is_null]=false', ['zebra cage', 'Éclair', 'apple', 'Zebra']],
    ])('%s', async (query, expected) => expect(await names(query)).toEqual(expected));

    it('follows its links to the end, and counts where it is asked to', async () => {
      const seen: string[] = [];
      let path: string | undefined = '/entities?sort=-name&limit=2&count=exact';
      while (path) {
        const { body, headers }: { body: Entity[]; headers: Headers } = await guest.get<Entity[]>(path);
        expect(headers.get('x-total-count')).toBe('5');
        seen.push(...body.map(({ name }) => name));
        path = /<\/api\/v1([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      }
      expect(seen).toEqual((await names('sort=name')).reverse());
    });

    it('refuses what it does not know, with a pointer', async () => {
      const { status, body } = await guest.get<Problem>(
        '/entities?colour=red&metadata.size[above]=3&limit=500',
      );
      expect(status).toBe(400);
      expect(body.errors?.map(({ pointer }) => pointer).sort()).toEqual([
        'query/colour',
        'query/limit',
        'query/metadata.size[above]',
      ]);
    });
  });

  describe('aggregates', () => {
    const aggregate = async (query: string) =>
      (await guest.get<EntityAggregate[]>(`/entities/aggregate?${query}`)).body;

    it.each<[string, EntityAggregate[]]>([
      [
        'group_by=status',
        [
          { key: 'active', count: 3 },
          { key: 'archived', count: 1 },
          { key: 'draft', count: 1 },
        ],
      ],
      [
        'group_by=metadata.section',
        [
          { key: 'net', count: 2 },
          { key: 'web', count: 2 },
          { key: null, count: 1 },
        ],
      ],
      ['group_by=status&metadata.section=net', [{ key: 'active', count: 2 }]],
      ['function=sum&field=metadata.size', [{ key: null, count: 5, value: '52.5' }]],
      [
        'function=avg&field=metadata.size&group_by=metadata.section&limit=1',
        [{ key: 'net', count: 2, value: '6.25' }],
      ],
      ['function=max&field=metadata.size&type=tool', [{ key: null, count: 2, value: '10' }]],
      ['function=min&field=name&type=book', [{ key: null, count: 1, value: 'Zebra' }]],
      ['function=sum&field=metadata.section', [{ key: null, count: 5, value: null }]],
      [
        'group_by=status,metadata.section&sort=key&metadata.section=net',
        [{ key: 'active', keys: ['active', 'net'], count: 2 }],
      ],
      [
        'group_by=metadata.section&metrics=count,sum:metadata.size,max:name&sort=-sum:metadata.size&limit=1',
        [
          {
            key: 'web',
            count: 2,
            values: { count: '2', 'sum:metadata.size': '40', 'max:name': 'zebra cage' },
          },
        ],
      ],
      ['status=inactive', [{ key: null, count: 0 }]],
      ['status=inactive&group_by=status', []],
    ])('%s', async (query, expected) => expect(await aggregate(query)).toEqual(expected));

    it('by spans of time, which begin when they do in the time zone', async () => {
      await test.database.sql(
        `insert into entities (name, type, created_at) values ('a', 'timed', '2026-02-28T23:30:00Z'), ('b', 'timed', '2026-03-01T00:30:00Z'), ('c', 'timed', '2026-03-31T22:30:00Z')`,
      );
      const months = async (zone: string) =>
        (await aggregate(`type=timed&group_by=created_at:month&sort=key&time_zone=${zone}`)).map(
          ({ key, count }) => [key, count],
        );
      expect(await months('UTC')).toEqual([
        ['2026-02-01T00:00:00.000Z', 1],
        ['2026-03-01T00:00:00.000Z', 2],
      ]);
      expect(await months('Europe/Berlin')).toEqual([
        ['2026-02-28T23:00:00.000Z', 2],
        ['2026-03-31T22:00:00.000Z', 1],
      ]);
      await test.database.sql(`delete from entities where type = 'timed'`);
    });

    it('are refused where there would be too many groups', async () => {
      await test.database.sql(
        `insert into entities (name, type) select 'Group ' || n, 'crowd' from generate_series(1, 10001) n`,
      );
      const { status, body } = await guest.get<Problem>('/entities/aggregate?type=crowd&group_by=name');
      expect([status, body.code]).toEqual([422, 'TOO_MANY_GROUPS']);
      expect(body.detail).toContain('10001');
      await test.database.sql(`delete from entities where type = 'crowd'`);
    });

    it.each([
      ['function=median', 'query/function'],
      ['function=sum', 'query/field'],
      ['group_by=password', 'query/group_by'],
      ['group_by=metadata', 'query/group_by'],
      ['group_by=status&sort=name', 'query/sort'],
      ['group_by=status,type,name,owner_id', 'query/group_by'],
      ['group_by=created_at', 'query/group_by'],
      ['group_by=created_at:second', 'query/group_by'],
      ['group_by=created_at:month&time_zone=Mars/Base', 'query/time_zone'],
      ['group_by=created_at:month&time_zone=%2B01:00', 'query/time_zone'],
      ['metrics=median:metadata.size', 'query/metrics'],
      ['metrics=count:metadata.size', 'query/metrics'],
      ['metrics=sum', 'query/metrics'],
      ['metrics=sum:metadata.size&function=sum&field=metadata.size', 'query/metrics'],
      ['metrics=sum:password', 'query/metrics'],
      ['cursor=x', 'query/cursor'],
      ['colour=red', 'query/colour'],
    ])('refuse %s', async (query, pointer) => {
      const { status, body } = await guest.get<Problem>(`/entities/aggregate?${query}`);
      expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
    });
  });

  describe('duplicates', () => {
    it('are records with one value, exactly or but for its spelling', async () => {
      const exact = await guest.get<DuplicateGroup[]>('/entities/duplicates?field=metadata.section');
      expect(exact.body.map(({ key, count }) => [key, count])).toEqual([
        ['net', 2],
        ['web', 2],
      ]);
      expect((await guest.get('/entities/duplicates?field=metadata.homepage')).body).toEqual([]);
      const similar = await guest.get('/entities/duplicates?field=metadata.homepage&match=normalized');
      expect(similar.body).toEqual([
        {
          key: 'a.org',
          count: 2,
          records: [
            { id: id('Éclair'), name: 'Éclair', value: 'http://a.org/' },
            { id: id('apple'), name: 'apple', value: 'https://a.org' },
          ],
        },
      ]);
      expect((await guest.get('/entities/duplicates')).status).toBe(400);
    });
  });

  describe('relations', () => {
    it('are made, listed from both ends and taken away', async () => {
      const [from, to] = [id('apple'), id('Zebra')];
      const made = await user.post<EntityRelation>(`/entities/${from}/relations`, {
        target_id: to,
        relation_type: 'depends_on',
        metadata: { since: 2020 },
      });
      expect(made.status).toBe(201);
      expect(made.headers.get('location')).toBe(`/api/v1/entities/${from}/relations/${made.body.id}`);
      const relation = {
        source_id: from,
        target_id: to,
        source_name: 'apple',
        target_name: 'Zebra',
        metadata: { since: 2020 },
      };
      for (const end of [from, to]) {
        expect((await guest.get(`/entities/${end}/relations`)).body).toMatchObject([relation]);
      }
      expect((await guest.get(`/entities/${from}/relations?relation_type=replaces`)).body).toEqual([]);
      const again = { target_id: to, relation_type: 'depends_on' };
      expect((await user.post<Problem>(`/entities/${from}/relations`, again)).body).toMatchObject({
        status: 409,
        code: 'RELATION_EXISTS',
      });
      const path = (of: number) => `/entities/${of}/relations/${made.body.id}`;
      expect((await user.delete(path(id('echo')))).status).toBe(404);
      expect((await guest.delete(path(from))).status).toBe(403);
      expect((await user.delete(path(to))).status).toBe(204);
      expect((await guest.get(`/entities/${from}/relations`)).body).toEqual([]);
      const audit = await test.database.sql<{ action: string }>(
        `select action from audit_logs where entity_type = 'entity_relation' order by id`,
      );
      expect(audit.map(({ action }) => action)).toEqual(['entity_relation.create', 'entity_relation.delete']);
    });

    it.each<[string, () => object, number]>([
      ['to itself', () => ({ target_id: id('apple'), relation_type: 'replaces' }), 422],
      ['to nothing', () => ({ target_id: 999_999, relation_type: 'replaces' }), 404],
      ['of an unknown kind', () => ({ target_id: id('echo'), relation_type: 'likes' }), 422],
      ['without a target', () => ({ relation_type: 'replaces' }), 400],
    ])('are refused %s', async (_, body, status) => {
      expect((await user.post(`/entities/${id('apple')}/relations`, body())).status).toBe(status);
    });

    it('are refused to guests, and happen once under one Idempotency-Key', async () => {
      const body = { target_id: id('echo'), relation_type: 'suggests' };
      expect((await guest.post(`/entities/${id('apple')}/relations`, body)).status).toBe(403);
      const headers = { 'idempotency-key': 'relate-once' };
      const first = await user.post<EntityRelation>(`/entities/${id('apple')}/relations`, body, headers);
      const second = await user.post<EntityRelation>(`/entities/${id('apple')}/relations`, body, headers);
      expect([first.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([
        201,
        201,
        'true',
      ]);
      expect(second.body).toEqual(first.body);
    });

    it('are out of sight while an end is in the trash', async () => {
      const { body } = await user.post<Entity>('/entities', { name: 'Short-lived' });
      await user.post(`/entities/${id('apple')}/relations`, {
        target_id: body.id,
        relation_type: 'replaces',
      });
      const shown = async () =>
        (await guest.get<EntityRelation[]>(`/entities/${id('apple')}/relations?relation_type=replaces`)).body
          .length;
      expect(await shown()).toBe(1);
      await user.delete(`/entities/${body.id}`);
      expect(await shown()).toBe(0);
      await user.post(`/entities/${body.id}/restore`);
      expect(await shown()).toBe(1);
    });
  });
});
