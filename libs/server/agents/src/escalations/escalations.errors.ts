import { commonError, ProblemError } from '@bureau/platform';

/** 409: somebody settled it, or it ran out. */
export function escalationSettled(status: string): ProblemError {
  return new ProblemError(
    409,
    'ESCALATION_SETTLED',
    `This escalation is ${status}; nothing is left to decide.`,
  );
}

/** 400: the kind knows other decisions. */
export function wrongDecision(kind: string, possible: readonly string[]): ProblemError {
  const detail = `For this kind (${kind}) the decision is ${possible.join(' or ')}.`;
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/decision', code: 'INVALID', detail }],
  });
}

/** 400: a question wants an answer. */
export function answerMissing(): ProblemError {
  const detail = 'Give the answer.';
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/answer', code: 'REQUIRED', detail }],
  });
}
