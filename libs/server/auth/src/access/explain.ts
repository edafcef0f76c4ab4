import {
  type ExplainCheck,
  type JsonValue,
  type Permission,
  type RuleAction,
  type RuleComparison,
  type RuleResource,
} from '@bureau/contracts';
import { accessOf, type Caller, type ResourceAccess } from '@bureau/platform';

/** What is known of whoever it is about. */
export interface Subject {
  name: string;
  is_active: boolean;
  role: string;
  /** Null where the account is switched off. */
  caller: Caller | null;
}

const VERBS: Readonly<Record<string, RuleAction>> = {
  read: 'read',
  create: 'create',
  update: 'update',
  delete: 'delete',
  purge: 'delete',
};

/** The row rule that an action of the catalogue is held to, beside that for reading. */
export function ruleActionOf(action: Permission): RuleAction | null {
  return VERBS[action.split(':')[1] ?? ''] ?? null;
}

export function personChecks({ name, is_active, role, caller }: Subject, action: Permission): ExplainCheck[] {
  const permitted = caller?.permissions.has(action) ?? false;
  return [
    check('account', is_active, `The account of ${name} is ${is_active ? 'active' : 'switched off'}.`),
    check('role', true, `${name} has the role ${role}.`),
    caller
      ? check(
          'permission',
          permitted,
          `The role ${role} ${permitted ? 'has' : 'lacks'} the permission ${action}.`,
        )
      : notAsked('permission', 'Not asked: the account is switched off.'),
  ];
}

/**
 * Whether row rules let the subject at a row; which comparison fails, with the row's value where the asker may see it.
 * @param asker what whoever asks may see of the resource
 */
export function rowCheck(
  subject: ResourceAccess,
  asker: ResourceAccess,
  action: RuleAction,
  row: object,
  name: string,
): ExplainCheck {
  const failed = (['read', action] as const).flatMap((one) => subject.failures(one, row));
  if (failed.length === 0) return check('row_rule', true, `No rule of the role keeps ${name} away.`);
  const reasons = [...new Set(failed.map(({ comparison, stored }) => describe(comparison, stored, asker)))];
  return check(
    'row_rule',
    false,
    `A rule of the role asks for other records than ${name}: ${reasons.join('; ')}.`,
  );
}

/** Which fields are left out of what is allowed. */
export function fieldCheck(caller: Caller, resource: RuleResource, action: RuleAction): ExplainCheck {
  const fields = accessOf(caller, resource).protectedFields.filter(
    ({ access }) => access === 'hidden' || action !== 'read',
  );
  if (fields.length === 0) return check('field_rule', true, 'No field is left out.');
  const names = fields.map(
    ({ column, keys, access }) =>
      `${[column, ...keys].join('.')} (${access === 'hidden' ? 'hidden' : 'read only'})`,
  );
  return check('field_rule', true, `Without the fields ${names.join(', ')}.`);
}

export function notAsked(name: ExplainCheck['check'], detail: string): ExplainCheck {
  return { check: name, outcome: 'not_asked', detail };
}

export function check(name: ExplainCheck['check'], passed: boolean, detail: string): ExplainCheck {
  return { check: name, outcome: passed ? 'passed' : 'failed', detail };
}

function describe(
  { field, op, value }: RuleComparison,
  stored: JsonValue | undefined,
  asker: ResourceAccess,
): string {
  const asked = `${field} ${op} ${JSON.stringify(value)}`;
  const seen = stored === undefined ? undefined : asker.visibleValue(field, stored);
  if (!asker.seesAllOf(field)) return `${asked}, and its value is not for you to see`;
  return `${asked}, but it is ${stored === undefined ? 'absent' : JSON.stringify(seen)}`;
}
