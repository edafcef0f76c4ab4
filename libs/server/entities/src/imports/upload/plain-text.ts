import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { fileTooLarge, undecodableFile } from '../import.errors';

const GZIP = [0x1f, 0x8b];
/** Byte order marks of the encodings that are taken beside UTF-8. */
const MARKS = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;
const UTF8 = 'utf-8';

/**
 * The file's own bytes where it came compressed by gzip.
 * @param most bytes that it may have then
 * @throws 413 as soon as it has more, 422 where it is broken
 */
export async function* uncompressed(source: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  const { head, rest } = await withHead(source, GZIP.length);
  if (!startsWith(head, GZIP)) return yield* rest;
  let size = 0;
  const gunzip = Readable.from(rest, { objectMode: false }).on('error', (error) => gunzipped.destroy(error));
  const gunzipped = gunzip.pipe(createGunzip());
  try {
    for await (const data of gunzipped as AsyncIterable<Buffer>) {
      size += data.length;
      if (size > most) throw fileTooLarge();
      yield data;
    }
  } catch (error) {
    throw isZlib(error) ? undecodableFile() : error;
  } finally {
    gunzip.destroy();
    gunzipped.destroy();
  }
}

/**
 * The file in UTF-8; UTF-16 is known by its byte order mark.
 * @param onEncoding is told the encoding that it came in
 * @throws 422 where it is not what its mark says
 */
export async function* inUtf8(
  source: AsyncIterable<Buffer>,
  onEncoding: (encoding: string) => void,
): AsyncGenerator<Buffer> {
  const { head, rest } = await withHead(source, 2);
  const mark = MARKS.find(({ bytes }) => startsWith(head, bytes));
  onEncoding(mark?.encoding ?? UTF8);
  if (!mark) return yield* rest;
  const decoder = new TextDecoder(mark.encoding, { fatal: true });
  try {
    for await (const data of rest) yield Buffer.from(decoder.decode(data, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? undecodableFile() : error;
  }
}

/** The first bytes of a stream, as many as there are of those wanted, and all of it again. */
async function withHead(
  source: AsyncIterable<Buffer>,
  wanted: number,
): Promise<{ head: Buffer; rest: AsyncGenerator<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let done = false;
  while (head.length < wanted && !done) {
    const next = await iterator.next();
    done = next.done ?? false;
    if (!next.done) head = Buffer.concat([head, next.value]);
  }
  async function* rest() {
    if (head.length > 0) yield head;
    while (!done) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { head, rest: rest() };
}

function startsWith(data: Buffer, bytes: readonly number[]): boolean {
  return data.length >= bytes.length && bytes.every((byte, place) => data[place] === byte);
}

function isZlib(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('Z_');
}
