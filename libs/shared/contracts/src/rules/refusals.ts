/** Writes down what is wrong, and where. */
export type Refuse = (pointer: string, detail: string, code?: string) => void;

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOneOf<T extends string>(known: readonly T[], value: unknown): value is T {
  return typeof value === 'string' && (known as readonly string[]).includes(value);
}

export function refuseUnknownKeys(
  value: Record<string, unknown>,
  known: readonly string[],
  at: string,
  refuse: Refuse,
): void {
  for (const key of Object.keys(value)) {
    const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
    if (!known.includes(key))
      refuse(`${at}/${token}`, `Unknown; expected ${known.join(', ')}.`, 'UNKNOWN_FIELD');
  }
}
