import { type ProblemField } from '@bureau/contracts';
import { ProblemError } from '@bureau/platform';

/** 422: there are types, and this is none of them. */
export function unknownType(name: string): ProblemError {
  const detail = `There is no type "${name}".`;
  return new ProblemError(422, 'UNKNOWN_ENTITY_TYPE', detail, {
    errors: [{ pointer: '/type', code: 'UNKNOWN_ENTITY_TYPE', detail }],
  });
}

/** 422: the metadata is not as the type's schema asks. */
export function metadataInvalid(type: string, errors: ProblemField[]): ProblemError {
  const first = errors[0]?.detail ?? '';
  const detail =
    errors.length === 1
      ? `The metadata is not that of the type ${type}: ${first}`
      : `The metadata is not that of the type ${type}: ${errors.length} things are wrong.`;
  return new ProblemError(422, 'METADATA_INVALID', detail, { errors });
}

/** 400: the schema itself is not valid, or asks for more than is taken. */
export function schemaInvalid(errors: ProblemField[]): ProblemError {
  return new ProblemError(400, 'SCHEMA_INVALID', errors[0]?.detail ?? 'The schema is not valid.', { errors });
}

/** 409: the name of a type is taken. */
export function typeNameTaken(): ProblemError {
  return new ProblemError(409, 'TYPE_NAME_TAKEN', 'There is a type with this name already.');
}

/** 409: records or relations have the type, so that it cannot go. */
export function typeInUse(what: string, count: number): ProblemError {
  return new ProblemError(409, 'TYPE_IN_USE', `${count} ${what} have this type, some perhaps in the trash.`);
}
