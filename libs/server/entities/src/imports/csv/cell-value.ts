/** A JSON number in its shortest form: no leading zeros, so that codes such as 007 stay text. */
const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/** What a cell becomes in the metadata: a number where JavaScript writes it the same way, else text. */
export function cellValue(text: string): string | number {
  if (!NUMBER.test(text)) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}
