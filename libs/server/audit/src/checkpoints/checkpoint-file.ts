import { createReadStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { type Checkpoint, parseCheckpoint } from './checkpoint';

/** Longer than two lines. */
const TAIL_BYTES = 4_096;

/** The end of a checkpoint file. */
export interface FileEnd {
  /** The last whole line; null where there is none, or where it is none of ours. */
  last: Checkpoint | null;
  /** What stands behind it: the beginning of a line whose writer died, or nothing. */
  fragment: string;
  /** Length of the whole lines; 0 for a file that is empty or absent. */
  bytes: number;
}

/** Where seals are noted outside the database: one line each, only ever added to. */
export class CheckpointFile {
  constructor(readonly path: string) {}

  /**
   * Every line, from the first, null for one that cannot be read.
   * @param bytes how much of the file; see {@link FileEnd}
   */
  async *read(bytes: number): AsyncGenerator<Checkpoint | null> {
    if (bytes === 0) return;
    const input = createReadStream(this.path, { encoding: 'utf8', end: bytes - 1 });
    for await (const line of createInterface({ input, crlfDelay: Infinity })) yield parseCheckpoint(line);
  }

  async end(): Promise<FileEnd> {
    const handle = await open(this.path).catch(ifAbsent);
    if (!handle) return { last: null, fragment: '', bytes: 0 };
    try {
      return await readEnd(handle);
    } finally {
      await handle.close();
    }
  }

  /** Adds a line and waits until it is on the disk. What a writer that died left of this very line is completed. */
  async append(line: string, { fragment }: FileEnd): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const handle = await open(this.path, 'a', 0o640);
    try {
      await handle.appendFile(line.startsWith(fragment) ? `${line.slice(fragment.length)}\n` : `\n${line}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

async function readEnd(handle: FileHandle): Promise<FileEnd> {
  const { size } = await handle.stat();
  const length = Math.min(size, TAIL_BYTES);
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const lines = buffer.toString('utf8').split('\n');
  const fragment = lines.pop() ?? '';
  const last = lines.pop();
  return {
    last: last === undefined ? null : parseCheckpoint(last),
    fragment,
    bytes: size - Buffer.byteLength(fragment),
  };
}

function ifAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
