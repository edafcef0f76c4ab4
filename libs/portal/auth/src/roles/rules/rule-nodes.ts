import { type RuleColumnType, type RuleOperator } from '@bureau/contracts';

/** What a value is entered as; `listed`: each line a JSON value, for lists of several kinds. */
export type ValueKind = 'text' | 'number' | 'time' | 'boolean' | 'caller' | 'listed';

/** A condition as it is edited: what stands in the inputs, whether or not it is right yet. */
export interface ComparisonNode {
  readonly id: number;
  readonly kind: 'comparison';
  readonly negated: boolean;
  /** A column, or the JSON column with its path beside it. */
  readonly column: string;
  readonly path: string;
  readonly op: RuleOperator;
  readonly value_kind: ValueKind;
  /** The value as typed; one per line for `in`. */
  readonly text: string;
  /** For `in`: the person themself stands in the list, too. */
  readonly with_caller: boolean;
}

export interface GroupNode {
  readonly id: number;
  readonly kind: 'all' | 'any';
  readonly negated: boolean;
  readonly children: readonly RuleNode[];
}

export type RuleNode = ComparisonNode | GroupNode;

/** What a field holds as far as rules are concerned; paths into metadata hold anything. */
export type FieldType = RuleColumnType | 'json';

let made = 0;

/** Tells nodes apart while they are edited; never sent. */
export function newId(): number {
  return ++made;
}

export function newComparison(): ComparisonNode {
  return {
    id: newId(),
    kind: 'comparison',
    negated: false,
    column: 'status',
    path: '',
    op: 'eq',
    value_kind: 'text',
    text: '',
    with_caller: false,
  };
}

export function newGroup(kind: 'all' | 'any', children: readonly RuleNode[] = [newComparison()]): GroupNode {
  return { id: newId(), kind, negated: false, children };
}

/** The group with one of its conditions changed, or taken out by `null`. */
export function withChild(group: GroupNode, id: number, child: RuleNode | null): GroupNode {
  const children = group.children.flatMap((one) => (one.id === id ? (child ?? []) : one));
  return { ...group, children };
}

/** The group with a condition more. */
export function withAdded(group: GroupNode, added: RuleNode): GroupNode {
  return { ...group, children: [...group.children, added] };
}
