import { type ChangeOperation, type FieldChange, type Risk } from '@bureau/contracts';

/** Up to here a person still reads every row of a review; above it they look at groups. */
const READ_ONE_BY_ONE = 100;
/** Above it a mistake is felt by everybody who works with the records. */
const WHOLE_OFFICE = 1_000;
/** More records than this in the trash at once are missed at once. */
const MANY_DELETED = 25;
/** A tenth of the largest set: taking it back would itself be a project. */
const MASS_DELETED = 500;

export interface RiskyItem {
  operation: ChangeOperation;
  changes: FieldChange[];
}

/**
 * How much harm the set could do, by what it removes, by how much it touches and by whether it changes a status,
 * which other people's work hangs on.
 */
export function riskOf(items: readonly RiskyItem[]): Risk {
  const deleted = items.filter(({ operation }) => operation === 'delete').length;
  if (deleted > MASS_DELETED) return 'critical';
  if (deleted > MANY_DELETED || items.length > WHOLE_OFFICE) return 'high';
  const changesStatus = items.some(
    ({ operation, changes }) => operation === 'update' && changes.some(({ field }) => field === 'status'),
  );
  return deleted > 0 || changesStatus || items.length > READ_ONE_BY_ONE ? 'medium' : 'low';
}

/** How many people must approve: the highest risk takes two. */
export function requiredDecisions(risk: Risk): number {
  return risk === 'critical' ? 2 : 1;
}

/** True where the person in whose name it was proposed may not approve it themselves. */
export function needsSomebodyElse(risk: Risk): boolean {
  return risk === 'high' || risk === 'critical';
}

/** True where whoever approves must show again who they are; rejecting changes nothing. */
export function needsStepUp(risk: Risk, decision: 'approve' | 'reject'): boolean {
  return decision === 'approve' && needsSomebodyElse(risk);
}
