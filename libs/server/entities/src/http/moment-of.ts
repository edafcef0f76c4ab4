import { commonError } from '@bureau/platform';
import { type Moment } from '../memory/past-state';
import { type GetEntityQuery } from './dto/entity-memory.dto';

/** The moment that a query asks for; null for now. @throws 400 where it asks for two, or for more than a record */
export function momentOf({ as_of, as_of_version, include }: GetEntityQuery): Moment | null {
  if (as_of === undefined && as_of_version === undefined) return null;
  if (as_of !== undefined && as_of_version !== undefined)
    throw refused('as_of_version', 'Give either a time or a version.');
  if (include !== undefined) throw refused('include', 'Only the record as it is now has more to it.');
  return as_of === undefined ? { version: Number(as_of_version) } : { at: as_of };
}

function refused(parameter: string, detail: string): Error {
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: `query/${parameter}`, code: 'NOT_TOGETHER', detail }],
  });
}
