import { type OfflineRequest } from './request';
import { type TokenReader } from './token-reader';

type Read = (reader: TokenReader) => OfflineRequest | null;

const WRITE = ['write a report', 'write the report', 'make a report', 'create a report', 'report'];
const ABOUT = ['that answers', 'that shows', 'about', 'on', 'of', 'with', ':', ','];
const TELL = ['notify', 'tell', 'inform', 'send a message to', 'write to'];

/**
 * `Write a report "Sections" on: How many records are there per section?`
 * @param questions what a report can be about, in order
 */
export function readReport(reader: TokenReader, questions: readonly Read[]): OfflineRequest | null {
  if (reader.take(...WRITE) === null) return null;
  reader.skip('named', 'called', 'titled');
  const title = quoted(reader);
  if (title === null) return null;
  reader.skip(...ABOUT);
  for (const read of questions) {
    const about = reader.attempt(() => {
      const question = read(reader);
      return question && reader.atEnd ? question : null;
    });
    if (about) return { kind: 'report', title, about };
  }
  return null;
}

/** `Notify "ada@example.org" and "Bob Brown" that "the import is done"`. */
export function readNotify(reader: TokenReader): OfflineRequest | null {
  if (reader.take(...TELL) === null) return null;
  const people: string[] = [];
  do {
    const person = quoted(reader);
    if (person === null) return null;
    people.push(person);
  } while (reader.take(', and', ',', 'and') !== null);
  reader.take('that', ':', 'this');
  reader.take(':');
  return { kind: 'notify', people, message: quoted(reader) };
}

function quoted(reader: TokenReader): string | null {
  const token = reader.peek();
  return token?.kind === 'quoted' && token.text.trim() !== '' ? (reader.next()?.text ?? null) : null;
}
