import type { ProblemField } from '../problem';
import {
  FIELD_ACCESSES,
  RULE_ACTIONS,
  RULE_CATALOGUES,
  RULE_LIMITS,
  type RuleCatalogue,
} from '../resources/rule';
import { checkTree } from './check-tree';
import { fieldPathOf } from './field-path';
import { isOneOf, isPlainObject, type Refuse, refuseUnknownKeys } from './refusals';

/**
 * What is wrong with the rules of a role.
 * @param pointer JSON pointer to the list, in front of every problem's
 * @returns a problem for each fault; none: the value is a `RoleRule[]`
 */
export function checkRules(rules: unknown, pointer = '/rules'): ProblemField[] {
  const problems: ProblemField[] = [];
  const refuse: Refuse = (at, detail, code = 'INVALID_RULE') => {
    problems.push({ pointer: at, code, detail });
  };
  if (!Array.isArray(rules)) refuse(pointer, 'Expected a list of rules.');
  else if (rules.length > RULE_LIMITS.rules) refuse(pointer, `At most ${RULE_LIMITS.rules} rules.`);
  else rules.forEach((rule, n) => checkRule(rule, `${pointer}/${n}`, refuse));
  return problems;
}

function checkRule(rule: unknown, at: string, refuse: Refuse): void {
  if (!isPlainObject(rule)) return refuse(at, 'Expected an object.');
  const { resource } = rule;
  if (typeof resource !== 'string' || !Object.hasOwn(RULE_CATALOGUES, resource))
    return refuse(
      `${at}/resource`,
      `Expected one of ${Object.keys(RULE_CATALOGUES).join(', ')}.`,
      'UNKNOWN_RESOURCE',
    );
  const catalogue = RULE_CATALOGUES[resource as keyof typeof RULE_CATALOGUES];
  if ('field' in rule) checkFieldRule(rule, catalogue, at, refuse);
  else checkRowRule(rule, catalogue, at, refuse);
}

function checkRowRule(
  rule: Record<string, unknown>,
  catalogue: RuleCatalogue,
  at: string,
  refuse: Refuse,
): void {
  refuseUnknownKeys(rule, ['resource', 'action', 'where'], at, refuse);
  if (!isOneOf(RULE_ACTIONS, rule['action']))
    refuse(`${at}/action`, `Expected one of ${RULE_ACTIONS.join(', ')}.`);
  checkTree(rule['where'], catalogue, `${at}/where`, refuse);
}

function checkFieldRule(
  rule: Record<string, unknown>,
  catalogue: RuleCatalogue,
  at: string,
  refuse: Refuse,
): void {
  refuseUnknownKeys(rule, ['resource', 'field', 'access'], at, refuse);
  const { field, access } = rule;
  if (!isOneOf(FIELD_ACCESSES, access))
    return refuse(`${at}/access`, `Expected one of ${FIELD_ACCESSES.join(', ')}.`);
  const columns = access === 'hidden' ? catalogue.hideable : catalogue.protectable;
  const path = typeof field === 'string' ? fieldPathOf(catalogue, field) : null;
  if (!path || !columns.includes(path.column))
    refuse(
      `${at}/field`,
      `Expected one of ${columns.join(', ')}, or ${catalogue.json}.<path>.`,
      'UNKNOWN_FIELD',
    );
}
