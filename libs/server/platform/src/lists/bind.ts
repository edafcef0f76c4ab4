/** Puts a value behind those that are there already and returns its placeholder with its type. */
export function bind(values: unknown[], value: unknown, type: string): string {
  values.push(value);
  return `$${values.length}::${type}`;
}
