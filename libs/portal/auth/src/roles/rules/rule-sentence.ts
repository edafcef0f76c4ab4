import { type FieldAccess, type RuleAction } from '@bureau/contracts';
import { fullTime } from '@bureau/portal-ui';
import { CATALOGUE, columnWord } from './rule-fields';
import { type ComparisonNode, type GroupNode, type RuleNode } from './rule-nodes';
import { OPERATOR_WORDS, TIME_OPERATOR_WORDS } from './rule-words';

const VERBS: Readonly<Record<RuleAction, string>> = {
  read: 'Sees',
  create: 'Creates',
  update: 'Changes',
  delete: 'Trashes and restores',
};

/** "Sees records whose status is “active” or that they own." */
export function ruleSentence(action: RuleAction, where: GroupNode): string {
  return `${VERBS[action]} records ${clause(where, true)}.`;
}

/** "Never sees metadata.salary." */
export function fieldSentence(field: string, access: FieldAccess): string {
  return access === 'hidden' ? `Never sees ${field}.` : `Sees ${field}, but does not change it.`;
}

function clause(node: RuleNode, outermost = false): string {
  if (node.kind === 'comparison') return node.negated ? `not ${comparison(node)}` : comparison(node);
  const parts = node.children.map((child) => clause(child));
  const joined = parts.join(node.kind === 'all' ? ' and ' : ' or ');
  if (node.negated) return `not (${joined})`;
  return outermost || parts.length < 2 ? joined : `(${joined})`;
}

function comparison(node: ComparisonNode): string {
  const { column, op, value_kind } = node;
  if (column === 'owner_id' && value_kind === 'caller' && (op === 'eq' || op === 'ne'))
    return op === 'eq' ? 'that they own' : 'that they do not own';
  const name = column === CATALOGUE.json ? node.path.trim() || '…' : columnWord(column);
  if (op === 'is_null') return `${node.text === 'true' ? 'without' : 'with'} ${name}`;
  const phrase = (value_kind === 'time' ? TIME_OPERATOR_WORDS : OPERATOR_WORDS)[op];
  return `whose ${name} ${phrase} ${valueText(node)}`;
}

function valueText({ op, value_kind, text, with_caller }: ComparisonNode): string {
  if (value_kind === 'caller') return 'the person themself';
  const lines = op === 'in' ? text.split('\n').filter((line) => line.trim()) : [text];
  const values = lines.map((line) => quoted(value_kind, line));
  const all = with_caller ? [...values, 'the person themself'] : values;
  return all.length ? all.join(', ') : '…';
}

function quoted(kind: ComparisonNode['value_kind'], text: string): string {
  if (text.trim() === '') return '…';
  if (kind === 'boolean') return text === 'true' ? 'yes' : 'no';
  if (kind === 'time') return Number.isNaN(Date.parse(text)) ? text : fullTime(new Date(text));
  return kind === 'text' ? `“${text}”` : text;
}
