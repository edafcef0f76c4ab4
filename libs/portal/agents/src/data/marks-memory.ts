import { type Mark, type Marks, NO_MARKS } from './review-marks';

const PREFIX = 'bureau.marks.';

/** Marks that outlive the page, for exactly the payload that they were made on: another payload starts anew. */
export function recallMarks(payloadHash: string): Marks {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + payloadHash) ?? '[]');
    return new Map((Array.isArray(kept) ? kept : []).filter(isEntry));
  } catch {
    return NO_MARKS;
  }
}

export function keepMarks(payloadHash: string, marks: Marks): void {
  if (marks.size) sessionStorage.setItem(PREFIX + payloadHash, JSON.stringify([...marks]));
  else sessionStorage.removeItem(PREFIX + payloadHash);
}

function isEntry(entry: unknown): entry is [number, Mark] {
  return (
    Array.isArray(entry) && typeof entry[0] === 'number' && (entry[1] === 'approve' || entry[1] === 'reject')
  );
}
