import { notFound } from '@bureau/platform';
import { Param, type PipeTransform } from '@nestjs/common';

/** A type goes by its id, or by its name, which is never digits alone. */
class TypeKeyPipe implements PipeTransform<string, number | string> {
  transform(text: string): number | string {
    if (/^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
    if (/^\d+$/.test(text) || text.length > 100 || text.includes('\0')) throw notFound('type');
    return text;
  }
}

/** Parameter: the id or the name of a type from the path. */
export function TypeKey(): ParameterDecorator {
  return Param('id', TypeKeyPipe);
}
