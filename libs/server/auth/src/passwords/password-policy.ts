import { PASSWORD_LENGTH } from '@bureau/contracts';
import { weakPassword } from '../auth.errors';
import { COMMON_WORDS } from './common-passwords';
import { isLeaked } from './leaked-passwords';

const MIN_DISTINCT = 5;
const MIN_NAME_LENGTH = 4;
/** Digits and signs that stand for letters. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const KEYBOARD = [
  '01234567890123456789',
  '09876543210987654321',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb',
];

/**
 * ASVS 6.2: length alone makes a password strong, unless it is one that everybody thinks of.
 * @param owner e-mail address and name, which strangers know
 * @param pointer the field of the body that holds the password
 * @throws 400 with the reason
 */
export function assertStrong(
  password: string,
  owner: { email: string; full_name: string },
  pointer: string,
): void {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) throw weakPassword(pointer, 'length');
  if (isCommon(password, owner)) throw weakPassword(pointer, 'common');
}

function isCommon(password: string, { email, full_name }: { email: string; full_name: string }): boolean {
  const text = password.toLowerCase();
  if (new Set(text).size < MIN_DISTINCT) return true;
  const known = [...email.toLowerCase().split(/[@.]/), ...full_name.toLowerCase().split(/\s+/)].filter(
    (part) => part.length >= MIN_NAME_LENGTH,
  );
  const plain = [...text].map((sign) => LEET[sign] ?? sign).join('');
  const readings = [lettersOf(text), lettersOf(plain)];
  return (
    isLeaked(text) ||
    isLeaked(plain) ||
    KEYBOARD.some((row) => madeOf(text, row)) ||
    readings.some((letters) => madeOfWords(letters, [...COMMON_WORDS, ...known]))
  );
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

/** A run along a row of keys or an alphabet, perhaps repeated. */
function madeOf(text: string, row: string): boolean {
  return row.repeat(Math.ceil(PASSWORD_LENGTH.max / row.length) + 1).includes(text);
}

/** Whether nothing is left of the text but these words, each as often as it likes; digits alone count as nothing left. */
function madeOfWords(text: string, words: readonly string[]): boolean {
  const reachable = [true, ...Array<boolean>(text.length).fill(false)];
  for (let end = 1; end <= text.length; end++) {
    reachable[end] = words.some((word) => reachable[end - word.length] === true && text.endsWith(word, end));
  }
  return reachable[text.length] === true;
}
