import { type JsonValue } from '@bureau/contracts';
import { z } from 'zod';

/**
 * Any JSON value. What lists and objects hold is not spelt out: many servers refuse schemas that refer to themselves, and
 * arguments are JSON in any case.
 */
export const jsonValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
]) as z.ZodType<JsonValue>;

/** One field and what it becomes. */
export const setClauseSchema = z.strictObject({
  field: z.string().min(1).max(200).describe('name, description, status, type, or metadata.<path>'),
  value: jsonValue.describe('the new value; null empties the field'),
});
