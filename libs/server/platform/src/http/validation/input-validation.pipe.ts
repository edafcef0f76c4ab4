import { type ProblemField } from '@bureau/contracts';
import { type ArgumentMetadata, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { commonError } from '../../errors/common-errors';
import { problemFields, UNKNOWN_FIELD } from './problem-fields';

const UNTYPED: readonly unknown[] = [String, Boolean, Number, Array, Object, Date, undefined];

/** Makes the DTO of a body, query or path out of what came in; an unknown field is an error like any other. */
@Injectable()
export class InputValidationPipe implements PipeTransform {
  /** Queries of which nothing need be given: most requests give nothing, and nothing is as good each time. */
  private readonly optional = new WeakSet<Type<object>>();

  async transform(value: unknown, { type, metatype }: ArgumentMetadata): Promise<unknown> {
    if (type === 'custom' || UNTYPED.includes(metatype)) return value;
    const input = value ?? {};
    if (typeof input !== 'object' || Array.isArray(input)) throw invalid([notAnObject()]);
    const empty = type === 'query' && Object.keys(input).length === 0;
    const dto = instanceOf(metatype as Type<object>, input);
    if (empty && this.optional.has(metatype as Type<object>)) return dto;
    const errors = await validate(dto, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      validationError: { target: false },
    });
    if (errors.length > 0) throw invalid(problemFields(errors, type));
    if (empty) this.optional.add(metatype as Type<object>);
    return dto;
  }
}

/**
 * An instance of the DTO. Fields marked with `@Exclude({ toClassOnly: true })` are free JSON and are taken as they came:
 * class-transformer would read a name such as `constructor` in them as a class.
 */
function instanceOf(metatype: Type<object>, input: object): object {
  try {
    const dto = plainToInstance(metatype, input, { exposeDefaultValues: true });
    for (const [name, value] of Object.entries(input))
      if (!Object.hasOwn(dto, name)) Object.assign(dto, { [name]: value });
    return dto;
  } catch {
    throw invalid([
      { pointer: '', code: 'FORBIDDEN_NAME', detail: 'The body holds a field named constructor.' },
    ]);
  }
}

function notAnObject(): ProblemField {
  return { pointer: '', code: 'IS_OBJECT', detail: 'The body must be a JSON object.' };
}

function invalid(fields: ProblemField[]): Error {
  const onlyUnknown = fields.every(({ code }) => code === UNKNOWN_FIELD);
  const detail =
    fields.length === 1 ? (fields[0]?.detail ?? '') : `${fields.length} things in the request are not valid.`;
  return commonError(onlyUnknown ? 'UNKNOWN_FIELD' : 'VALIDATION_FAILED', detail, { errors: fields });
}
