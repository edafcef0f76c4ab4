import { ADMIN_ROLE, type NewRole, type Permission, PERMISSIONS, type RoleRecord } from '@bureau/contracts';
import {
  Database,
  type Executor,
  type ListQuery,
  ListReader,
  notFound,
  type Page,
  requireCaller,
  unwrap,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ROLE_LIST, ROLE_RESOURCE } from './persistence/role.resource';
import { assertChangeable, assertMayGive, assertUnderstood, type RoleValues } from './role-policy';
import { ownRole, roleInUse, roleNameTaken, roleProtected } from './role.errors';

const GET = `select ${ROLE_LIST.select.join(', ')} from roles e where e.id = $1::int`;

/** Roles: what people may do, and with which records and fields. */
@Injectable()
export class RolesService {
  private readonly roles: WritePath<RoleRecord>;
  private readonly reader: ListReader<RoleRecord>;

  constructor(private readonly database: Database) {
    this.roles = new WritePath(database, ROLE_RESOURCE);
    this.reader = new ListReader<RoleRecord>(database, ROLE_LIST);
  }

  async list(query: ListQuery): Promise<Page<RoleRecord>> {
    const page = await this.reader.page(query);
    return { ...page, rows: page.rows.map(shown) };
  }

  /** @throws 404 */
  async get(id: number): Promise<RoleRecord> {
    return shown(await this.read(this.database, id));
  }

  /** @throws 400 for what is not understood, 403 beyond the caller's own rights, 409 where the name is taken */
  async create(values: NewRole): Promise<RoleRecord> {
    assertUnderstood(values);
    assertMayGive(requireCaller(), values.name, values.permissions);
    const { row } = await withRoleErrors(this.roles.create({ ...values }));
    return row;
  }

  /**
   * Sets the given fields; those left out stay. Whoever has the role has the new rights within five seconds.
   * @throws 400, 403 beyond the caller's own rights or for their own role, 404, 409 for what came with the product, 412
   */
  async update(id: number, values: RoleValues, ifMatch: number | null): Promise<RoleRecord> {
    assertUnderstood(values);
    const caller = requireCaller();
    return this.database.transaction(async (tx) => {
      const role = await this.read(tx, id, ' for update');
      assertChangeable(role, values);
      if (role.name === caller.role) throw ownRole();
      // What a role had before counts as well: taking its rules away gives more.
      assertMayGive(caller, role.name, [...role.permissions, ...(values.permissions ?? [])]);
      if (Object.values(values).every((value) => value === undefined)) return role;
      const name = values.name ?? role.name;
      if (name !== role.name) await assertUnused(tx, role.name);
      return unwrap(
        await withRoleErrors(this.roles.update(id, { ...values }, { ifMatch, executor: tx })),
        'role',
      );
    });
  }

  /** @throws 403, 404, 409 for a role that came with the product or that people have, 412 */
  async remove(id: number, ifMatch: number | null): Promise<void> {
    const caller = requireCaller();
    await this.database.transaction(async (tx) => {
      const role = await this.read(tx, id, ' for update');
      if (role.built_in) throw roleProtected('A role that came with the product cannot be deleted.');
      assertMayGive(caller, role.name, role.permissions);
      await assertUnused(tx, role.name);
      unwrap(await this.roles.remove(id, { ifMatch, executor: tx }), 'role');
    });
  }

  private async read(executor: Executor, id: number, lock: '' | ' for update' = ''): Promise<RoleRecord> {
    const [role] = await executor.query<RoleRecord>({
      name: lock ? 'role_lock' : 'role_get',
      text: `${GET}${lock}`,
      values: [id],
    });
    if (!role) throw notFound('role');
    return role;
  }
}

/** What the admin may do is everything there is, and is kept nowhere. */
function shown(role: RoleRecord): RoleRecord {
  return role.name === ADMIN_ROLE ? { ...role, permissions: Object.keys(PERMISSIONS) as Permission[] } : role;
}

/** @throws 409 with how many people have the role */
async function assertUnused(tx: Executor, name: string): Promise<void> {
  const [row] = await tx.query<{ people: number }>({
    name: 'role_people',
    text: 'select count(*) as people from users where role = $1::text',
    values: [name],
  });
  if (row && row.people > 0) throw roleInUse(row.people);
}

async function withRoleErrors<T>(write: Promise<T>): Promise<T> {
  return write.catch((error: { constraint?: string }) => {
    throw error.constraint === 'uq_roles_name' ? roleNameTaken() : error;
  });
}
