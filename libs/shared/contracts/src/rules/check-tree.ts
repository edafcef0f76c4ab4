import { RULE_LIMITS, RULE_OPERATORS, type RuleCatalogue, type RuleOperator } from '../resources/rule';
import { fieldPathOf, type RuleFieldPath } from './field-path';
import { isOneOf, isPlainObject, type Refuse, refuseUnknownKeys } from './refusals';

const NODES = ['all', 'any', 'not', 'field'] as const;
const ORDERED: readonly RuleOperator[] = ['lt', 'lte', 'gt', 'gte'];
/** Milliseconds at most: that is what columns keep. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/;

/** Says what is wrong with a condition, down to each of its comparisons. */
export function checkTree(tree: unknown, catalogue: RuleCatalogue, at: string, refuse: Refuse): void {
  let comparisons = 0;
  const visit = (node: unknown, pointer: string, depth: number): void => {
    if (depth > RULE_LIMITS.depth) return refuse(pointer, `At most ${RULE_LIMITS.depth} levels deep.`);
    if (!isPlainObject(node)) return refuse(pointer, 'Expected all, any, not, or a comparison.');
    const kind = NODES.find((name) => Object.hasOwn(node, name));
    if (!kind) return refuse(pointer, 'Expected all, any, not, or a comparison with field, op and value.');
    if (kind === 'field') {
      comparisons += 1;
      if (comparisons > RULE_LIMITS.comparisons)
        return refuse(pointer, `At most ${RULE_LIMITS.comparisons} comparisons.`);
      return checkComparison(node, catalogue, pointer, refuse);
    }
    refuseUnknownKeys(node, [kind], pointer, refuse);
    const inner = node[kind];
    if (kind === 'not') return visit(inner, `${pointer}/not`, depth + 1);
    if (!Array.isArray(inner) || inner.length === 0)
      return refuse(`${pointer}/${kind}`, 'Expected at least one condition.');
    inner.forEach((one, n) => visit(one, `${pointer}/${kind}/${n}`, depth + 1));
  };
  visit(tree, at, 1);
}

function checkComparison(
  node: Record<string, unknown>,
  catalogue: RuleCatalogue,
  at: string,
  refuse: Refuse,
): void {
  refuseUnknownKeys(node, ['field', 'op', 'value'], at, refuse);
  const { field, op, value } = node;
  const path = typeof field === 'string' ? fieldPathOf(catalogue, field) : null;
  const whole = path?.column === catalogue.json && path.keys.length === 0;
  if (!path || whole)
    return refuse(
      `${at}/field`,
      `Expected one of ${Object.keys(catalogue.columns).join(', ')}, or ${catalogue.json}.<path>.`,
      'UNKNOWN_FIELD',
    );
  if (!isOneOf(RULE_OPERATORS, op))
    return refuse(`${at}/op`, `Expected one of ${RULE_OPERATORS.join(', ')}.`, 'UNKNOWN_OPERATOR');
  const wrong = refuseValue(catalogue, path, op, value);
  if (wrong) refuse(`${at}/${wrong.part}`, wrong.detail);
}

type Wrong = { part: 'op' | 'value'; detail: string } | null;

function refuseValue(catalogue: RuleCatalogue, path: RuleFieldPath, op: RuleOperator, value: unknown): Wrong {
  const type = path.keys.length > 0 ? 'json' : (catalogue.columns[path.column]?.type ?? 'text');
  const wrong = (detail: string): Wrong => ({ part: 'value', detail });
  if (op === 'is_null') return typeof value === 'boolean' ? null : wrong('Expected true or false.');
  if (op === 'like') {
    if (type !== 'text' && type !== 'json') return { part: 'op', detail: 'like is for texts.' };
    return isText(value) ? null : wrong('Expected a text.');
  }
  if (ORDERED.includes(op)) {
    if (type === 'text') return { part: 'op', detail: 'Texts have no order here; use eq, ne, in or like.' };
    const fine = type === 'time' ? isTime(value) : isNumber(value, type === 'number');
    return fine ? null : wrong(type === 'time' ? 'Expected a time in RFC 3339.' : 'Expected a number.');
  }
  const fits = (one: unknown) => isValueOf(type, one);
  if (op !== 'in') return fits(value) ? null : wrong(EXPECTED[type]);
  const listed = Array.isArray(value) && value.length > 0 && value.length <= RULE_LIMITS.values;
  return listed && value.every(fits)
    ? null
    : wrong(`Expected 1 to ${RULE_LIMITS.values} values. ${EXPECTED[type]}`);
}

const EXPECTED = {
  text: 'Expected a text.',
  number: 'Expected a whole number or {"$caller":"user_id"}.',
  time: 'Expected a time in RFC 3339.',
  json: 'Expected a text, a number, true, false or {"$caller":"user_id"}; for absent values use is_null.',
} as const;

function isValueOf(type: keyof typeof EXPECTED, value: unknown): boolean {
  switch (type) {
    case 'text':
      return isText(value);
    case 'number':
      return isNumber(value, true) || isCaller(value);
    case 'time':
      return isTime(value);
    case 'json':
      return isText(value) || isNumber(value, false) || typeof value === 'boolean' || isCaller(value);
  }
}

function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > RULE_LIMITS.text) return false;
  return !value.includes('\0') && value.isWellFormed();
}

/** Beyond the safe integers a number would not be the same in JSON as in the database. */
function isNumber(value: unknown, whole: boolean): boolean {
  return whole
    ? Number.isSafeInteger(value)
    : typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value));
}

function isCaller(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 1 && value['$caller'] === 'user_id';
}
