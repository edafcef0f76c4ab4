import { type CurrentUser, type FieldAccess, type UpdateProfile, type User } from '@bureau/contracts';
import { CallerDirectory, type ProtectedField, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { UsersService } from './users.service';

/** What people see and change of their own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly users: UsersService,
    private readonly callers: CallerDirectory,
  ) {}

  async current(): Promise<CurrentUser> {
    return this.currentUser(requireCaller().user_id);
  }

  /** Somebody's own view of their account. */
  async currentUser(userId: number): Promise<CurrentUser> {
    return this.withRights(await this.users.get(userId));
  }

  async update(changes: UpdateProfile, ifMatch: number | null): Promise<CurrentUser> {
    const { user_id } = requireCaller();
    if (changes.full_name === undefined) return this.currentUser(user_id);
    return this.withRights(
      await this.users.updateOwn(user_id, { full_name: changes.full_name }, { ifMatch }),
    );
  }

  private async withRights(user: User): Promise<CurrentUser> {
    const caller = await this.callers.callerFor(user.id);
    const fields = caller?.rules?.entity?.fields ?? [];
    return {
      ...user,
      permissions: [...(caller?.permissions ?? [])].sort(),
      ...(fields.length > 0 && { field_access: accessByField(fields) }),
    };
  }
}

function accessByField(fields: readonly ProtectedField[]): Record<string, FieldAccess> {
  return Object.fromEntries(fields.map(({ column, keys, access }) => [[column, ...keys].join('.'), access]));
}
