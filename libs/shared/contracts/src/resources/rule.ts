/** Operators of a comparison in a rule; what they mean is what they mean in a list's filters. */
export const RULE_OPERATORS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'is_null', 'like'] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** Stands for the id of whoever asks, so that a rule can speak of one's own records. */
export interface CallerReference {
  $caller: 'user_id';
}

export type RuleScalar = string | number | boolean;
export type RuleValue = RuleScalar | CallerReference;

/** One condition: a column, or `metadata.<path>`, set against a value. `in` takes a list, `is_null` true or false. */
export interface RuleComparison {
  field: string;
  op: RuleOperator;
  value: RuleValue | readonly RuleValue[];
}

/** A condition on a row. It is true or false, never unknown: a comparison with an absent value is false, except `ne`. */
export type RuleTree =
  { all: readonly RuleTree[] } | { any: readonly RuleTree[] } | { not: RuleTree } | RuleComparison;

export const RULE_ACTIONS = ['read', 'create', 'update', 'delete'] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

export const FIELD_ACCESSES = ['hidden', 'read_only'] as const;
export type FieldAccess = (typeof FIELD_ACCESSES)[number];

/** The action is for rows alone that meet the condition; several rules of one action must all be met. */
export interface RowRule {
  resource: RuleResource;
  action: RuleAction;
  where: RuleTree;
}

/** A field, or a path inside `metadata`, that may not be seen or not be changed. */
export interface FieldRule {
  resource: RuleResource;
  field: string;
  access: FieldAccess;
}

export type RoleRule = RowRule | FieldRule;

export type RuleColumnType = 'text' | 'number' | 'time';

/** What rules of one resource may speak of. */
export interface RuleCatalogue {
  columns: Readonly<Record<string, { type: RuleColumnType; nullable?: true }>>;
  /** The `jsonb` column whose paths are reached as `<json>.<path>`. */
  json: string;
  hideable: readonly string[];
  protectable: readonly string[];
}

export const RULE_CATALOGUES = {
  entity: {
    columns: {
      id: { type: 'number' },
      name: { type: 'text' },
      description: { type: 'text', nullable: true },
      status: { type: 'text' },
      type: { type: 'text', nullable: true },
      owner_id: { type: 'number', nullable: true },
      created_at: { type: 'time' },
      updated_at: { type: 'time' },
    },
    json: 'metadata',
    // A record without a name or a status is no record to anybody: those can be protected but not hidden.
    hideable: ['description', 'type', 'owner_id', 'metadata'],
    protectable: ['name', 'description', 'status', 'type', 'metadata'],
  },
} as const satisfies Record<string, RuleCatalogue>;

export type RuleResource = keyof typeof RULE_CATALOGUES;

export const RULE_LIMITS = {
  rules: 50,
  depth: 6,
  comparisons: 50,
  values: 50,
  path: 8,
  text: 1_000,
} as const;
