import { type BulkItem, type BulkItemResult, type BulkOperation, type JsonObject } from '@bureau/contracts';
import { commonError, InputValidationPipe, ProblemError } from '@bureau/platform';
import { type Type } from '@nestjs/common';
import { BulkItemDto } from '../http/dto/bulk.dto';
import { EntityChangesDto, EntityStatusDto, NewEntityDto } from '../http/dto/entity.dto';
import { NewRelationDto } from '../http/dto/relation.dto';
import { failed, type BulkWork } from './bulk-work';

/** What the values of an item must be; null: it takes none. */
const VALUES: Readonly<Record<BulkOperation, Type<object> | null>> = {
  create: NewEntityDto,
  update: EntityChangesDto,
  status: EntityStatusDto,
  delete: null,
  restore: null,
  relate: NewRelationDto,
  unrelate: NewRelationDto,
};

const pipe = new InputValidationPipe();

/**
 * Values that hold for every record of a selection.
 * @throws 400 with pointers into `/values`
 */
export async function checkedValues(
  operation: BulkOperation,
  values: JsonObject | undefined,
  pointer = '/values',
): Promise<BulkWork['values']> {
  const metatype = VALUES[operation];
  if (!metatype) {
    if (values && Object.keys(values).length > 0) throw invalid(pointer, `${operation} takes no values.`);
    return {};
  }
  return checked<BulkWork['values']>(values ?? {}, metatype, pointer);
}

async function checkShapes(items: readonly BulkItem[]): Promise<void> {
  for (const [index, item] of items.entries()) await checked(item, BulkItemDto, `/items/${index}`);
}

async function checked<T>(value: unknown, metatype: Type<object>, pointer: string): Promise<T> {
  try {
    return (await pipe.transform(value, { type: 'body', metatype })) as T;
  } catch (error) {
    throw error instanceof ProblemError ? below(error, pointer) : error;
  }
}

/**
 * Every item that can be tried, and why the others cannot.
 * @throws 400 where one is no item at all
 */
export async function checkedItems(
  operation: BulkOperation,
  items: readonly BulkItem[],
  shared: JsonObject | undefined,
): Promise<{ work: BulkWork[]; refused: BulkItemResult[] }> {
  await checkShapes(items);
  const work: BulkWork[] = [];
  const refused: BulkItemResult[] = [];
  const seen = new Set<number>();
  for (const [index, item] of items.entries()) {
    const id = item.id ?? null;
    try {
      checkTarget(operation, item, index, seen);
      const given = shared || item.values ? { ...shared, ...item.values } : undefined;
      const values = await checkedValues(operation, given, `/items/${index}/values`);
      work.push({ index, id, version: item.version ?? null, values });
    } catch (error) {
      refused.push(failed(index, id, error));
    }
  }
  return { work, refused };
}

function checkTarget(operation: BulkOperation, item: BulkItem, index: number, seen: Set<number>): void {
  if (operation === 'create') {
    if (item.id !== undefined) throw invalid(`/items/${index}/id`, 'A new record gets its id from us.');
    return;
  }
  if (item.id === undefined) throw invalid(`/items/${index}/id`, 'Name the record.');
  if (operation === 'relate' || operation === 'unrelate') return;
  if (seen.has(item.id))
    throw commonError('STATE_CONFLICT', `Record ${item.id} is named twice in one request.`);
  seen.add(item.id);
}

function invalid(pointer: string, detail: string): ProblemError {
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer, code: 'VALIDATION_FAILED', detail }],
  });
}

function below({ status, code, message, extras }: ProblemError, pointer: string): ProblemError {
  const errors = extras.errors?.map((field) => ({ ...field, pointer: `${pointer}${field.pointer}` }));
  return new ProblemError(status, code, message, { ...extras, errors });
}
