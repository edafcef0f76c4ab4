/**
 * What a spreadsheet would run as a formula: a cell that begins with one of these, also in their wide forms, and
 * whatever else begins with apostrophes before one, so that taking one off gives back what was there.
 */
const RISKY = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NEUTRALISED = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** The text as a spreadsheet shows it without running it: an apostrophe before what it could take for a formula. */
export function neutralText(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe of {@link neutralText} off again. */
export function plainText(text: string): string {
  return NEUTRALISED.test(text) ? text.slice(1) : text;
}
