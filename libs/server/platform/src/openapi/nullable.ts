/** OpenAPI 3.1 is JSON Schema: `nullable: true` becomes a type of its own, wherever it stands. */
export function withoutNullable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutNullable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withoutNullable(value)]),
  );
  if (nullable !== true)
    return nullable === undefined ? rest : { ...rest, ...(nullable !== false && { nullable }) };
  if (typeof rest['type'] === 'string') {
    const values = rest['enum'] as unknown[] | undefined;
    return { ...rest, type: [rest['type'], 'null'], ...(values && { enum: [...values, null] }) };
  }
  return { anyOf: [rest, { type: 'null' }] };
}
