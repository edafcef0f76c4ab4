import { commonError, ProblemError } from '@bureau/platform';

/** 409: the owner has another view of this resource under the name. */
export function viewNameTaken(): ProblemError {
  return new ProblemError(409, 'VIEW_NAME_TAKEN', 'You have a view with this name already.');
}

/** 400: the database, whose spelling of JSON is longer, found it too large. */
export function viewTooLarge(): ProblemError {
  return tooLarge('/query', 'The query must be an object of at most 16 KiB.');
}

/** 400: preferences are no object, or too large. */
export function badPreferences(): ProblemError {
  return tooLarge('', 'Preferences must be an object of at most 16 KiB.');
}

function tooLarge(pointer: string, detail: string): ProblemError {
  return commonError('VALIDATION_FAILED', detail, { errors: [{ pointer, code: 'JSON_OBJECT', detail }] });
}
