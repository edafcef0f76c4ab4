import {
  type Explanation,
  type ExplainCheck,
  type Permission,
  PERMISSIONS,
  RULE_CATALOGUES,
  type RuleResource,
} from '@bureau/contracts';
import {
  accessOf,
  type Caller,
  CallerDirectory,
  Database,
  permissionDenied,
  requireCaller,
  ruleRow,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { UsersService } from '../users/users.service';
import { check, fieldCheck, notAsked, personChecks, rowCheck, ruleActionOf, type Subject } from './explain';

export interface Question {
  user_id: number;
  action: Permission;
  id: number | null;
}

/** Why somebody may or may not do something. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    private readonly callers: CallerDirectory,
  ) {}

  /**
   * About oneself everybody may ask; about others, who may see people and roles.
   * @throws 403 otherwise, 404 for nobody
   */
  async explain({ user_id, action, id }: Question): Promise<Explanation> {
    const asker = requireCaller();
    if (user_id !== asker.user_id) assertMayAskOfOthers(asker);
    const user = await this.users.get(user_id);
    const caller = await this.callers.callerFor(user_id);
    const subject: Subject = { name: user.full_name, is_active: user.is_active, role: user.role, caller };
    const about = await this.about(asker, subject, action, id);
    const checks = [...personChecks(subject, action), ...about.checks];
    const failed = checks.find(({ outcome }) => outcome === 'failed');
    const deed = `${subject.name} ${failed ? 'may not' : 'may'} ${deedOf(action)} ${about.target}`;
    const because = failed ? failed.detail : (checks.find((one) => one.check === 'permission')?.detail ?? '');
    return {
      user_id,
      action,
      id,
      allowed: !failed,
      reason: `${failed ? 'No' : 'Yes'}: ${deed}. ${because}`,
      checks,
    };
  }

  private async about(
    asker: Caller,
    { caller }: Subject,
    action: Permission,
    id: number | null,
  ): Promise<{ target: string; checks: ExplainCheck[] }> {
    const resource = action.split(':')[0] ?? '';
    const target =
      id === null ? `${resource.replaceAll('_', ' ')}` : `${resource.replaceAll('_', ' ')} ${id}`;
    const verb = ruleActionOf(action);
    if (!isRuled(resource) || !verb || !caller) {
      const reason = caller ? 'No rules speak of this.' : 'The account is switched off.';
      return { target, checks: [notAsked('row_rule', reason), notAsked('field_rule', reason)] };
    }
    const fields = fieldCheck(caller, resource, verb);
    if (id === null)
      return { target: 'records in general', checks: [notAsked('row_rule', 'No record was named.'), fields] };
    const row = await ruleRow(this.database, resource, id);
    const seen = accessOf(asker, resource);
    // What the asker may not see is to them as if it were not there.
    if (!row || !asker.permissions.has(`${resource}:read`) || !seen.may('read', row))
      return {
        target,
        checks: [check('row_rule', false, 'There is no such record, or it is not visible to you.'), fields],
      };
    return {
      target: row.name,
      checks: [rowCheck(accessOf(caller, resource), seen, verb, row, row.name), fields],
    };
  }
}

function isRuled(resource: string): resource is RuleResource {
  return Object.hasOwn(RULE_CATALOGUES, resource);
}

/** `entity:delete` → `delete`. */
function deedOf(action: Permission): string {
  return (action.split(':')[1] ?? action).replaceAll('_', ' ');
}

/** @throws 403 */
function assertMayAskOfOthers(asker: Caller): void {
  const missing = (['user:read', 'role:read'] as const).find(
    (permission) => !asker.permissions.has(permission),
  );
  if (missing) throw permissionDenied(`Asking about others needs the permission ${missing}.`);
}

/** Everything that can be asked about. */
export const ACTIONS = Object.keys(PERMISSIONS) as Permission[];
