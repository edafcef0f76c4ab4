const KEY = 'bureau.task-draft';

/** The request that is being written, kept for this tab until it is sent: a lost session does not lose it. */
export function recallDraft(): string {
  return sessionStorage.getItem(KEY) ?? '';
}

export function keepDraft(text: string): void {
  if (text.trim()) sessionStorage.setItem(KEY, text);
  else sessionStorage.removeItem(KEY);
}
