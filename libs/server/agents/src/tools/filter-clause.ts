import { FILTER_OPERATORS } from '@bureau/platform';
import { z } from 'zod';

const scalar = z.union([z.string().max(1_000), z.number(), z.boolean()]);

/** One condition, in the vocabulary of the list API. */
export const filterClauseSchema = z.strictObject({
  field: z
    .string()
    .min(1)
    .max(200)
    .describe(
      'id, name, description, status, type, owner_id, created_at, updated_at, or metadata.<path>, e.g. metadata.section',
    ),
  op: z
    .enum(FILTER_OPERATORS)
    .describe(
      'like: contains the text, or a pattern where it has %; in: one of several; is_null: true or false',
    ),
  value: z.union([scalar, z.array(scalar).max(50)]).describe('text, number or boolean; a list for in'),
});

export type FilterClause = z.infer<typeof filterClauseSchema>;

export const filterSchema = z.array(filterClauseSchema).max(20).describe('conditions that must all hold');

/** Text of JSON that a bare filter value would be read as something else than text. */
const READ_AS_JSON = /^(?:null|true|false|-?\d[\d.eE+-]*|".*")$/;

/**
 * The conditions as query parameters of the list API, so that tools and people ask in one language.
 * Text compared with a JSON value is quoted where it looks like a number: `"1"` is not 1.
 */
export function toQueryParameters(filter: readonly FilterClause[]): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {};
  for (const { field, op, value } of filter) {
    const name = op === 'eq' ? field : `${field}[${op}]`;
    const values = (Array.isArray(value) ? value : [value]).map((one) => parameterText(field, op, one));
    const earlier = parameters[name];
    parameters[name] =
      earlier === undefined
        ? values.length === 1
          ? (values[0] as string)
          : values
        : [earlier, values].flat();
  }
  return parameters;
}

function parameterText(field: string, op: FilterClause['op'], value: string | number | boolean): string {
  const compared = op !== 'like' && op !== 'is_null';
  if (typeof value === 'string' && compared && field.startsWith('metadata.') && READ_AS_JSON.test(value))
    return JSON.stringify(value);
  return String(value);
}
