import {
  type CallerReference,
  type RuleComparison,
  type RuleScalar,
  type RuleTree,
  type RuleValue,
} from '@bureau/contracts';
import { CATALOGUE, fieldTypeOf } from './rule-fields';
import {
  type ComparisonNode,
  type GroupNode,
  newGroup,
  newId,
  type RuleNode,
  type ValueKind,
} from './rule-nodes';

const CALLER: CallerReference = { $caller: 'user_id' };

/** A stored condition for the editor. The outermost is always a group, so that there is somewhere to add to. */
export function groupOf(tree: RuleTree): GroupNode {
  const node = nodeOf(tree);
  return node.kind === 'comparison' ? newGroup('all', [node]) : node;
}

function nodeOf(tree: RuleTree, negated = false): RuleNode {
  if ('not' in tree) return nodeOf(tree.not, !negated);
  if ('all' in tree)
    return { id: newId(), kind: 'all', negated, children: tree.all.map((one) => nodeOf(one)) };
  if ('any' in tree)
    return { id: newId(), kind: 'any', negated, children: tree.any.map((one) => nodeOf(one)) };
  return { ...comparisonOf(tree), negated };
}

function comparisonOf({ field, op, value }: RuleComparison): ComparisonNode {
  const inside = field.startsWith(`${CATALOGUE.json}.`);
  const column = inside ? CATALOGUE.json : field;
  const path = inside ? field.slice(CATALOGUE.json.length + 1) : '';
  const listed: readonly RuleValue[] = Array.isArray(value) ? value : [value as RuleValue];
  const scalars = listed.filter((one): one is RuleScalar => !isCaller(one));
  const alone = op !== 'in' && scalars.length === 0;
  const value_kind = alone ? 'caller' : kindOf(column, scalars);
  const text = scalars.map((one) => textOf(value_kind, one)).join('\n');
  const with_caller = op === 'in' && scalars.length < listed.length;
  return { id: newId(), kind: 'comparison', negated: false, column, path, op, value_kind, text, with_caller };
}

function kindOf(column: string, scalars: readonly RuleScalar[]): ValueKind {
  if (fieldTypeOf(column) === 'time' && typeof scalars[0] === 'string') return 'time';
  const [kind = 'string', ...others] = new Set(scalars.map((one) => typeof one));
  if (others.length > 0 || (kind === 'boolean' && scalars.length > 1)) return 'listed';
  return kind === 'number' ? 'number' : kind === 'boolean' ? 'boolean' : 'text';
}

/** The condition as the API takes it. What is not right yet goes as it was typed, so that it is refused by name. */
export function treeOf(node: RuleNode): RuleTree {
  const tree: RuleTree =
    node.kind === 'comparison'
      ? {
          field: node.column === CATALOGUE.json ? `${CATALOGUE.json}.${node.path.trim()}` : node.column,
          op: node.op,
          value: valueOf(node),
        }
      : node.kind === 'all'
        ? { all: node.children.map(treeOf) }
        : { any: node.children.map(treeOf) };
  return node.negated ? { not: tree } : tree;
}

/** Where a node's own condition stands in the tree that `treeOf` makes. @param at where the node stands */
export function pointerWithin(node: RuleNode, at: string): string {
  return node.negated ? `${at}/not` : at;
}

/** Where a child of a group stands. @param at where the group stands */
export function pointerOfChild(group: GroupNode, at: string, index: number): string {
  return `${pointerWithin(group, at)}/${group.kind}/${index}`;
}

function valueOf({ op, value_kind, text, with_caller }: ComparisonNode): RuleComparison['value'] {
  if (op !== 'in') return oneValue(value_kind, text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => oneValue(value_kind, line));
  return with_caller ? [...values, CALLER] : values;
}

function oneValue(kind: ValueKind, text: string): RuleValue {
  switch (kind) {
    case 'caller':
      return CALLER;
    case 'boolean':
      return text === 'true';
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'time':
      return Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString();
    case 'listed':
      return parsed(text);
    case 'text':
      return text;
  }
}

function parsed(text: string): RuleScalar {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
      ? value
      : text;
  } catch {
    return text;
  }
}

function textOf(kind: ValueKind, value: RuleScalar): string {
  if (kind === 'listed') return JSON.stringify(value);
  return kind === 'time' ? localTime(String(value)) : String(value);
}

/** A time as an input of the browser shows it, in local time; what is no time stays as it is. */
function localTime(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().replace(/(\.000)?Z$/, '');
}

function isCaller(value: RuleValue): value is CallerReference {
  return typeof value === 'object';
}
