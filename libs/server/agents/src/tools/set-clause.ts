import { type JsonValue } from '@bureau/contracts';
import { z } from 'zod';

/** Any JSON value. */
export const jsonValue: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValue),
    z.record(z.string(), jsonValue),
  ]),
);

/** One field and what it becomes. */
export const setClauseSchema = z.strictObject({
  field: z.string().min(1).max(200).describe('name, description, status, type, or metadata.<path>'),
  value: jsonValue.describe('the new value; null empties the field'),
});
