import { dictionary } from '@zxcvbn-ts/language-common';

/** Shorter ones say nothing of a password of twelve characters. */
const MIN_LENGTH = 4;
const MAX_REPEATS = 4;
/** Digits and signs that people put before and after a word. */
const ENDS = /^[^\p{L}]+|[^\p{L}]+$/gu;

/** Some 49,000 passwords that leaked often, in lower case; read at the first use, since most processes never need them. */
let leaked: ReadonlySet<string> | null = null;

/**
 * Whether an attacker's list holds it, as it is, repeated, or within digits and signs at its ends.
 * @param text in lower case
 */
export function isLeaked(text: string): boolean {
  leaked ??= new Set((dictionary['passwords-common'] ?? []).map(String));
  const list = leaked;
  const core = text.replace(ENDS, '');
  return [text, core].some((part) => part.length >= MIN_LENGTH && (list.has(part) || repeats(part, list)));
}

function repeats(text: string, list: ReadonlySet<string>): boolean {
  for (let times = 2; times <= MAX_REPEATS; times++) {
    const unit = text.slice(0, text.length / times);
    if (unit.length >= MIN_LENGTH && unit.repeat(times) === text && list.has(unit)) return true;
  }
  return false;
}
