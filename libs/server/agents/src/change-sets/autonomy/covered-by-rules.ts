import { type AutoApproveRule, type FieldChange, type Risk } from '@bureau/contracts';
import { type PlannedItem } from '../proposal/planned-item';

/** A proposal as the rules look at it. */
export interface GovernedProposal {
  risk: Risk;
  items: readonly Pick<PlannedItem, 'operation' | 'entity_id' | 'changes'>[];
  /** Types of the records that there are, by id. */
  types: ReadonlyMap<number, string | null>;
}

type Item = GovernedProposal['items'][number];

/** Risks that a rule may let through, the lesser first. */
const GRADES: readonly Risk[] = ['low', 'medium'];

/**
 * True where every item, and every field of it, is covered by a rule that allows the risk and the size of the whole
 * proposal. Where one is not, a person decides on all of it.
 */
export function isCovered(rules: readonly AutoApproveRule[], proposal: GovernedProposal): boolean {
  const { items, risk, types } = proposal;
  const fitting = rules.filter(
    ({ max_items, max_risk }) => items.length <= max_items && allowsRisk(max_risk, risk),
  );
  return items.length > 0 && items.every((item) => isItemCovered(fitting, item, types));
}

function allowsRisk(most: AutoApproveRule['max_risk'], risk: Risk): boolean {
  const grade = GRADES.indexOf(risk);
  return grade >= 0 && grade <= GRADES.indexOf(most);
}

function isItemCovered(
  rules: readonly AutoApproveRule[],
  item: Item,
  types: GovernedProposal['types'],
): boolean {
  const fitting = rules.filter(
    ({ operation, entity_type }) =>
      operation === item.operation &&
      (entity_type === undefined || typesOf(item, types).every((type) => type === entity_type)),
  );
  return hasFields(item)
    ? item.changes.every(({ field }) => fitting.some((rule) => coversField(rule, field)))
    : fitting.length > 0;
}

/** The type that the record has, and the one that it would get. */
function typesOf({ operation, entity_id, changes }: Item, types: GovernedProposal['types']) {
  const change = hasFields({ operation }) ? changes.find(({ field }) => field === 'type') : undefined;
  const becomes: FieldChange['to'][] = change ? [change.to] : [];
  if (operation !== 'create') return [types.get(entity_id ?? 0) ?? null, ...becomes];
  return becomes.length > 0 ? becomes : [null];
}

function hasFields({ operation }: Pick<Item, 'operation'>): boolean {
  return operation === 'create' || operation === 'update';
}

/** A rule without a field is for all of them; one for an object is for every value inside it. */
export function coversField({ field: granted }: AutoApproveRule, field: string): boolean {
  return granted === undefined || granted === field || field.startsWith(`${granted}.`);
}
