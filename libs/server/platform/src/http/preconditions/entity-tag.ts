/** The entity tag of a versioned resource, or null where the answer is not one. */
export function entityTagOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('id' in body) || !('version' in body)) return null;
  return Number.isInteger(body.version) ? `"${String(body.version)}"` : null;
}

/** Whether an `If-None-Match` header names this tag; weak and strong forms are the same here (RFC 9110, 13.1.2). */
export function matchesTag(header: string, tag: string): boolean {
  return header.split(',').some((entry) => entry.trim() === '*' || entry.trim().replace(/^W\//, '') === tag);
}
