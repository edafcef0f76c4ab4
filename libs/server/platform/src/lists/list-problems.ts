import { type CommonErrorCode, type ProblemField } from '@bureau/contracts';
import { commonError } from '../errors/common-errors';

type ListErrorCode = Extract<
  CommonErrorCode,
  'UNKNOWN_FIELD' | 'INVALID_FILTER' | 'INVALID_SORT' | 'INVALID_CURSOR' | 'VALIDATION_FAILED'
>;

/** Collects what is wrong with a list request, so that the caller learns of all of it at once. */
export class ListProblems {
  private readonly fields: (ProblemField & { code: ListErrorCode })[] = [];

  add(parameter: string, code: ListErrorCode, detail: string): void {
    this.fields.push({ pointer: `query/${parameter}`, code, detail });
  }

  /** @throws 400 with every problem, under the first one's code where all are alike */
  throwIfAny(): void {
    const [first] = this.fields;
    if (!first) return;
    const code = this.fields.every((field) => field.code === first.code) ? first.code : 'VALIDATION_FAILED';
    const detail = this.fields
      .map((field) => `${field.pointer.slice('query/'.length)}: ${field.detail}`)
      .join(' ');
    throw commonError(code, detail, { errors: this.fields });
  }
}
