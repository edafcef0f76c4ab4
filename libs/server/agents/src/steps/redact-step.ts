import { redactText } from '@bureau/platform';
import { MAX_STEP_TEXT } from './agent-step.list';

/** A property whose name says that it is a secret; in the output of tools JSON stands in a text, with escaped quotes. */
const SECRET =
  /(\\?"(?:[\w-]{0,40}(?:password|passphrase|secret|token|api_?key|authorization|credential)[\w-]{0,10})\\?"\s{0,5}:\s{0,5})(\\?")((?:\\\\.|[^"\\]){0,5000})/gi;
const COUNTS = /_tokens\\?"/i;

/** The JSON text of a step's input or output as people see it: cut, and without secrets. */
export function shownText(text: string | null): string | null {
  if (text === null) return null;
  const cut = text.length > MAX_STEP_TEXT ? `${text.slice(0, MAX_STEP_TEXT)}…` : text;
  return redactText(
    cut.replace(SECRET, (whole, name: string, quote: string) =>
      COUNTS.test(name) ? whole : `${name}${quote}[redacted]`,
    ),
  );
}
