/** A key combination and what it does. */
export interface Shortcut {
  /**
   * One key (`/`, `c`, `?`, `Escape`), a sequence with a space (`g r`), or with modifiers joined by `+`: `mod+k`
   * (Ctrl, on a Mac ⌘), `shift+a`, `mod+Enter`.
   */
  keys: string;
  /** What it does, for the list behind `?`: "Go to records". */
  label: string;
  /** Heading in that list: "Go to", "This page". */
  group: string;
  run: () => void;
}

/** The combination of a key event, spelled as in `Shortcut.keys`. */
export function combination(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^[a-z]$/.test(key);
  // Shift already shows in `?`; only for letters and named keys does it need saying.
  const shift = event.shiftKey && (letter || event.key.length > 1);
  return [mod ? 'mod' : '', event.altKey ? 'alt' : '', shift ? 'shift' : '', key].filter(Boolean).join('+');
}

/** Is the person typing here? Single keys then belong to the field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  );
}
