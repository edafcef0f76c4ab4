/** Part of the driver whose types its package leaves out. */
declare module 'pg/lib/utils' {
  /** A parameter as PostgreSQL's text, or as bytes: numbers, truth, times, arrays and objects. */
  export function prepareValue(value: unknown): string | Buffer | null;
}
