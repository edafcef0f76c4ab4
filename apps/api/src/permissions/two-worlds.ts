import { type ChangeSet, type Entity, type Permission, PERMISSIONS, type RoleRule } from '@bureau/contracts';
import { type Answer, type HttpClient, testApp, type TestApp } from '@bureau/testing';
import { API_FEATURES } from '../api.module';

/** What one world hides and the other has otherwise: also which records share a value. */
export interface Secrets {
  alpha: string;
  beta: string;
  salaries: readonly [number, number];
}

/** The fields that the role of the matrix may not see. */
export const HIDDEN = ['description', 'metadata.salary', 'metadata.pay.grade'] as const;

const RULES: RoleRule[] = [
  ...HIDDEN.map((field) => ({ resource: 'entity', field, access: 'hidden' }) as const),
  { resource: 'entity', field: 'metadata.locked', access: 'read_only' },
];

export interface World {
  test: TestApp;
  clerk: HttpClient;
  admin: HttpClient;
  alpha: number;
  beta: number;
  trashed: number;
  changeSet: number;
}

/** A product with the same records and the same ids in every world, but for the secrets. */
export async function world(secrets: Secrets): Promise<World> {
  const test = await testApp(API_FEATURES);
  await addRole(test, 'clerk', RULES);
  const admin = (await test.signIn('admin')).http;
  const clerk = (await test.signIn('clerk')).http;
  const create = async (name: string, text: string, salary: number) => {
    const metadata = { team: 'red', salary, pay: { grade: text, note: 'open' }, locked: 'yes' };
    return (
      await admin.post<Entity>('/entities', { name, description: `about ${text}`, type: 'staff', metadata })
    ).body.id;
  };
  const alpha = await create('Alpha', secrets.alpha, secrets.salaries[0]);
  const beta = await create('Beta', secrets.beta, secrets.salaries[1]);
  const trashed = await create('Gamma', secrets.alpha, secrets.salaries[0]);
  await admin.patch(`/entities/${alpha}`, {
    description: `again ${secrets.beta}`,
    metadata: { salary: secrets.salaries[1] + 1 },
  });
  await admin.patch(`/entities/${alpha}`, { metadata: { team: 'blue' } });
  await admin.delete(`/entities/${trashed}`);
  await admin.post(`/entities/${alpha}/relations`, { target_id: beta, relation_type: 'related_to' });
  const proposed = await admin.post<ChangeSet>('/change-sets', {
    title: 'Raise',
    reason: 'It is time',
    items: [
      {
        operation: 'update',
        entity_id: alpha,
        changes: [
          { field: 'description', to: `new ${secrets.alpha}` },
          { field: 'name', to: 'Alpha!' },
        ],
        reason: `since it is ${secrets.alpha}`,
        evidence: { quoted: secrets.alpha },
      },
      {
        operation: 'update',
        entity_id: beta,
        changes: [{ field: 'metadata.salary', to: secrets.salaries[0] + 7 }],
      },
    ],
  });
  return { test, clerk, admin, alpha, beta, trashed, changeSet: proposed.body.id };
}

/** A role that may do everything but manage people, narrowed by rules. */
export async function addRole(test: TestApp, name: string, rules: readonly RoleRule[]): Promise<void> {
  const managing: readonly string[] = ['user:update', 'role:update'];
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((one) => !managing.includes(one));
  await test.database.sql('insert into roles (name, permissions, rules) values ($1, $2, $3::jsonb)', [
    name,
    permissions,
    JSON.stringify(rules),
  ]);
}

/** Everything that an answer tells, without what differs from run to run. */
export function told({ status, headers, body }: Answer<unknown>): string {
  const shown = ['etag', 'x-total-count', 'link'].map((name) => `${name}: ${headers.get(name) ?? ''}`);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `${status} ${shown.join(' ')} ${text ?? ''}`
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+00:00)/g, 'TIME')
    .replace(/"request_id":"[^"]*"/g, '"request_id":"…"')
    .replace(/,"?'?[\w-]{16}"?,/g, ',…,') // request ids in CSV; what begins with - is neutralised there
    .replace(/cursor=[\w-]+/g, 'cursor=…')
    .replace(/[0-9a-f]{8}@example/g, '…@example');
}
