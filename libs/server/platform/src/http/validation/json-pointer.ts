/** RFC 6901: the place of a value in a JSON document. */
export function jsonPointer(path: readonly string[]): string {
  return path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
