import { isDeepStrictEqual } from 'node:util';
import {
  type JsonObject,
  type JsonValue,
  type ProblemField,
  RULE_CATALOGUES,
  type RuleAction,
  type RuleCatalogue,
  type RuleComparison,
  type RuleFieldPath,
  type RuleResource,
} from '@bureau/contracts';
import { type Caller } from '../context/caller';
import { commonError } from '../errors/common-errors';
import { type SqlRule } from '../write-path/resource';
import { ANY } from '../write-path/sql-rule';
import { type ResourceRules } from './caller-rules';
import { contains, visibleColumns, visiblePart } from './hidden-values';
import { type ProtectedField, refusedWrites } from './protected-writes';
import { failedComparisons, meets, type RuleRow, valueAt } from './row-predicate';
import { treeSql } from './row-rule-sql';

const NO_RULES: ResourceRules = { rows: {}, fields: [] };

/** What a caller's rules leave of one resource: which rows, and which of their fields. */
export class ResourceAccess {
  readonly hidden: readonly ProtectedField[];
  private readonly catalogue: RuleCatalogue;

  constructor(
    resource: RuleResource,
    private readonly rules: ResourceRules,
    private readonly userId: number,
  ) {
    this.catalogue = RULE_CATALOGUES[resource];
    this.hidden = rules.fields.filter(({ access }) => access === 'hidden');
  }

  /** False: the caller's permissions are about every row and every field. */
  get narrowed(): boolean {
    return this.rules !== NO_RULES;
  }

  /** Fields that may not be written, the hidden ones among them. */
  get protectedFields(): readonly ProtectedField[] {
    return this.rules.fields;
  }

  /** The rows that the action is for, as a condition on the table itself under this alias. */
  rows(action: RuleAction, alias = 'e'): SqlRule {
    const tree = this.rules.rows[action];
    return tree ? treeSql(tree, this.catalogue, alias, this.userId) : ANY;
  }

  /** The same of a row at hand, with all of its values. */
  may(action: RuleAction, row: RuleRow): boolean {
    const tree = this.rules.rows[action];
    return tree ? meets(tree, this.catalogue, row, this.userId) : true;
  }

  /** Why the action is not for a row: the comparisons that fail, with the row's values. */
  failures(
    action: RuleAction,
    row: RuleRow,
  ): { comparison: RuleComparison; stored: JsonValue | undefined }[] {
    const tree = this.rules.rows[action];
    if (!tree) return [];
    return failedComparisons(tree, this.catalogue, row, this.userId).map((comparison) => ({
      comparison,
      stored: valueAt(this.catalogue, row, comparison.field),
    }));
  }

  /** Whether a field may be seen, at least in part. */
  sees(field: string): boolean {
    const path = pathOf(field);
    return !this.hidden.some((hidden) => contains(hidden, path));
  }

  /** Whether a field may be seen whole: nothing of it is hidden, nor does it lie in anything hidden. */
  seesAllOf(field: string): boolean {
    const path = pathOf(field);
    return !this.hidden.some((hidden) => contains(hidden, path) || contains(path, hidden));
  }

  /** A row with its hidden columns null, and its JSON without the hidden paths. */
  mask<Row extends object>(row: Row): Row {
    if (this.hidden.length === 0) return row;
    const masked = Object.entries(row).map(([column, value]) => {
      const seen = visiblePart(this.hidden, { column, keys: [] }, value as JsonValue);
      return [column, seen === undefined ? this.blank(column) : seen];
    });
    return Object.fromEntries(masked) as Row;
  }

  /** Values by column without the hidden ones, as of an audit row. */
  visible(values: JsonObject | null): JsonObject | null {
    return values && this.hidden.length > 0 ? visibleColumns(this.hidden, values) : values;
  }

  /** Both sides of a change, without what is hidden: a column that differs in hidden parts alone is left out. */
  visibleChange(
    old_values: JsonObject | null,
    new_values: JsonObject | null,
  ): { old_values: JsonObject | null; new_values: JsonObject | null } {
    const [before, after] = [this.visible(old_values), this.visible(new_values)];
    if (this.hidden.length === 0 || !before || !after) return { old_values: before, new_values: after };
    const differs = (column: string) => !isDeepStrictEqual(before[column], after[column]);
    const left = (values: JsonObject) =>
      Object.fromEntries(Object.entries(values).filter(([column]) => differs(column)));
    return { old_values: left(before), new_values: left(after) };
  }

  /** One field's value without what is hidden in it; undefined where all of it is. */
  visibleValue(field: string, value: JsonValue): JsonValue | undefined {
    return this.hidden.length === 0 ? value : visiblePart(this.hidden, pathOf(field), value);
  }

  /** @throws 403 where one may not filter, sort, group or search by the field. @param pointer e.g. `query/sort` */
  assertUsable(field: string, pointer: string): void {
    if (!this.sees(field)) throw refusal([hiddenProblem(field, pointer)]);
  }

  /** What of new values may not be written. */
  refusedWrites(values: Readonly<Record<string, unknown>>): ProblemField[] {
    return refusedWrites(this.rules.fields, values);
  }

  /** @throws 403 with a pointer to each field that may not be written */
  assertWritable(values: Readonly<Record<string, unknown>>): void {
    const refused = this.refusedWrites(values);
    if (refused.length > 0) throw refusal(refused);
  }

  /** Paths inside the JSON column that somebody's own new value must leave as they are. */
  keptPaths(column: string): readonly (readonly string[])[] {
    return this.rules.fields.filter((field) => field.column === column).map(({ keys }) => keys);
  }

  private blank(column: string): JsonValue {
    return column === this.catalogue.json ? {} : null;
  }
}

/** What the caller's rules leave of a resource. */
export function accessOf(caller: Pick<Caller, 'rules' | 'user_id'>, resource: RuleResource): ResourceAccess {
  return new ResourceAccess(resource, caller.rules?.[resource] ?? NO_RULES, caller.user_id);
}

export function hiddenProblem(field: string, pointer: string): ProblemField {
  return { pointer, code: 'FIELD_HIDDEN', detail: `You may not see ${field}, nor ask by it.` };
}

/** 403 for fields, with a pointer to each. */
export function refusal(problems: readonly ProblemField[]): Error {
  return commonError('PERMISSION_DENIED', problems.map(({ detail }) => detail).join(' '), {
    errors: [...problems],
  });
}

/** The address of a field as callers write it; unlike those of rules, keys may be anything. */
function pathOf(field: string): RuleFieldPath {
  const [column = '', ...keys] = field.split('.');
  return { column, keys };
}
