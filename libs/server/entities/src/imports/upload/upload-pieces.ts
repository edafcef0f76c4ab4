import { undecodableFile } from '../import.errors';

/** Size of the pieces in which a file is kept. */
export const PIECE_BYTES = 1_048_576;

/**
 * Cuts a stream into pieces of 1 MiB; the last may be shorter, and an empty stream has none.
 * @throws 422 at the first byte that is not UTF-8
 */
export async function* uploadPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held: Buffer[] = [];
  let size = 0;
  for await (const data of source) {
    checkText(() => decoder.decode(data, { stream: true }));
    held.push(data);
    size += data.length;
    if (size < PIECE_BYTES) continue;
    const whole = Buffer.concat(held);
    let from = 0;
    for (; whole.length - from >= PIECE_BYTES; from += PIECE_BYTES)
      yield whole.subarray(from, from + PIECE_BYTES);
    held = [whole.subarray(from)];
    size = whole.length - from;
  }
  checkText(() => decoder.decode());
  if (size > 0) yield Buffer.concat(held);
}

function checkText(decode: () => string): void {
  let text: string;
  try {
    text = decode();
  } catch {
    throw undecodableFile();
  }
  if (text.includes('\0')) throw undecodableFile();
}
