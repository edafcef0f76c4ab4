import { Param, type PipeTransform } from '@nestjs/common';
import { notFound } from '../../errors/common-errors';

const WHOLE_NUMBER = /^[1-9]\d{0,15}$/;

/** A path part that is an id; anything else names nothing, so it is 404 and not 400. */
export class IdPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!WHOLE_NUMBER.test(text) || Number(text) > Number.MAX_SAFE_INTEGER) throw notFound('resource');
    return Number(text);
  }
}

/** Parameter: the resource's id from the path, `:id` unless another part is named. */
export function Id(name = 'id'): ParameterDecorator {
  return Param(name, IdPipe);
}
