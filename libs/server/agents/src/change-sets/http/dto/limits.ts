/** Fields of one item. */
export const MAX_CHANGES = 100;
/** Characters of a field's name: a path of ten keys. */
export const MAX_FIELD = 1_000;
/** Characters. */
export const MAX_REASON = 2_000;
