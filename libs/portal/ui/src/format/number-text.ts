const WHOLE = new Intl.NumberFormat('en');

/** "2,431"; with `capped` "10,000+", which is where the server stopped counting. */
export function numberText(value: number, capped = false): string {
  return `${WHOLE.format(value)}${capped ? '+' : ''}`;
}

/** "1 record", "2,431 records". */
export function countOf(value: number, one: string, many = `${one}s`, capped = false): string {
  return `${numberText(value, capped)} ${value === 1 ? one : many}`;
}
