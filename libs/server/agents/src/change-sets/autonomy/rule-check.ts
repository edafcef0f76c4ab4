import { type AutoApproveRule, type ProblemField } from '@bureau/contracts';
import { commonError } from '@bureau/platform';
import { parseField } from '../proposal/record-fields';

/** @throws 400 for rules that name a field which there is not, or one of an operation that has none */
export function assertRules(rules: readonly AutoApproveRule[]): void {
  const errors = rules.flatMap(({ operation, field }, at): ProblemField[] => {
    if (field === undefined) return [];
    const problem = (code: string, detail: string) => [
      { pointer: `/auto_approve/${at}/field`, code, detail },
    ];
    if (operation !== 'create' && operation !== 'update')
      return problem('NOT_ALLOWED', `A ${operation} changes no fields.`);
    return parseField(field) ? [] : problem('UNKNOWN_FIELD', `A record has no field ${field}.`);
  });
  const [first] = errors;
  if (first) throw commonError('VALIDATION_FAILED', first.detail, { errors });
}
