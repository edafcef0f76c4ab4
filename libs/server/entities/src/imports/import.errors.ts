import { type Permission } from '@bureau/contracts';
import { commonError, permissionDenied, ProblemError } from '@bureau/platform';

function fileProblem(code: string, detail: string): ProblemError {
  return new ProblemError(422, code, detail, { errors: [{ pointer: '/file', code, detail }] });
}

/** 422: the file is no text in UTF-8, e.g. a spreadsheet, UTF-16 or an old Windows encoding. */
export function undecodableFile(): ProblemError {
  return fileProblem(
    'IMPORT_NOT_UTF8',
    'The file is not text in UTF-8. Save it as "CSV UTF-8" (a spreadsheet itself cannot be imported).',
  );
}

/** 422 */
export function emptyFile(): ProblemError {
  return fileProblem('IMPORT_EMPTY', 'The file is empty.');
}

/** 413 */
export function fileTooLarge(): ProblemError {
  return commonError('BODY_TOO_LARGE', 'A file to import may have at most 64 MiB.');
}

/** 400: the form has no file, two of them, or something else. */
export function badForm(pointer: string, detail: string): ProblemError {
  return commonError('VALIDATION_FAILED', detail, { errors: [{ pointer, code: 'FORM', detail }] });
}

/** 403: the import would do what the caller may not. */
export function mayNotImport(permission: Permission): ProblemError {
  return permissionDenied(`You may not import this: it needs the permission ${permission}.`);
}
