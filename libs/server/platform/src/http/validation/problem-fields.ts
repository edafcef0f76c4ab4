import { type ProblemField } from '@bureau/contracts';
import { type ArgumentMetadata } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { jsonPointer } from './json-pointer';

export const UNKNOWN_FIELD = 'UNKNOWN_FIELD';
const WHITELIST = 'whitelistValidation';

/**
 * What class-validator found, flat: one line for each broken rule, with the place of the value. A value that is missing
 * breaks every rule of its field, and one line says so.
 */
export function problemFields(
  errors: readonly ValidationError[],
  source: ArgumentMetadata['type'],
): ProblemField[] {
  return errors.flatMap((error) => fieldsOf(error, [], source));
}

function fieldsOf(
  error: ValidationError,
  parents: readonly string[],
  source: ArgumentMetadata['type'],
): ProblemField[] {
  const path = [...parents, error.property];
  if (error.value === undefined && error.constraints && !error.constraints[WHITELIST])
    return [
      { pointer: pointerTo(path, source), code: 'REQUIRED', detail: `"${path.join('.')}" is missing.` },
    ];
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    pointer: pointerTo(path, source),
    code: rule === WHITELIST ? UNKNOWN_FIELD : codeOf(rule),
    detail: rule === WHITELIST ? `There is no field "${path.join('.')}".` : sentence(message),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldsOf(child, path, source))];
}

function pointerTo(path: readonly string[], source: ArgumentMetadata['type']): string {
  if (source === 'query') return `query/${path.join('.')}`;
  return source === 'param' ? `path/${path.join('.')}` : jsonPointer(path);
}

/** `isEmail` becomes `IS_EMAIL`. */
function codeOf(rule: string): string {
  return rule.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

function sentence(message: string): string {
  const text = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
