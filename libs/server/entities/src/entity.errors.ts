import { commonError, ProblemError } from '@bureau/platform';

/** The name of the database rule that a write broke; null where the error is another. */
export function brokenConstraint(error: unknown): string | null {
  const { constraint } = (error ?? {}) as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : null;
}

/** 400: metadata is no object or too large; also where a merge made it so. */
export function metadataTooLarge(): ProblemError {
  const detail = 'Metadata must be an object of at most 64 KiB.';
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/metadata', code: 'METADATA_SIZE', detail }],
  });
}

/** 409: the two records are related in this way already. */
export function relationExists(): ProblemError {
  return new ProblemError(409, 'RELATION_EXISTS', 'These records have this relation already.');
}

/** 422: one would come back to where one began, which this type of relation forbids. */
export function relationCycle(): ProblemError {
  return new ProblemError(
    422,
    'RELATION_CYCLE',
    'This relation would lead back to where it begins, which its type does not allow.',
  );
}

/** 422: nobody declared this type of relation. */
export function unknownRelationType(): ProblemError {
  const detail = 'There is no such type of relation.';
  return new ProblemError(422, 'UNKNOWN_RELATION_TYPE', detail, {
    errors: [{ pointer: '/relation_type', code: 'UNKNOWN_RELATION_TYPE', detail }],
  });
}

const RELATION_RULES: Readonly<Record<string, () => ProblemError>> = {
  uq_entity_relations: relationExists,
  ck_entity_relations_self: relationToSelf,
  ck_entity_relations_cycle: relationCycle,
  fk_entity_relations_type: unknownRelationType,
};

/** A write of relations, with the rules that the database keeps as problems. */
export async function withRelationErrors<T>(write: Promise<T>): Promise<T> {
  return write.catch((error: unknown) => {
    throw RELATION_RULES[brokenConstraint(error) ?? '']?.() ?? error;
  });
}

/** 422: a record cannot be related to itself. */
export function relationToSelf(): ProblemError {
  return new ProblemError(422, 'RELATION_TO_SELF', 'A record cannot be related to itself.');
}
