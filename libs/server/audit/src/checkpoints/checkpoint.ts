import { type Seal } from '../seals/seal';

/** One seal as it is noted outside the database. */
export interface Checkpoint {
  seq: number;
  /** Hexadecimal. */
  head: string;
  first_id: number;
  last_id: number;
  /** The line that is signed, of which the above was read. */
  text: string;
  key_id: string;
  signature: Buffer;
}

type CheckpointContent = Pick<Seal, 'seq' | 'head' | 'first_id' | 'last_id' | 'total_rows' | 'sealed_at'>;

const TEXT =
  /^bureau-checkpoint\/1 seq=(\d{1,15}) head=([0-9a-f]{64}) first=(\d{1,15}) last=(\d{1,15}) total=\d{1,15} at=\S{24}$/;

/** What is signed for a seal. The same seal always has the same text, and Ed25519 then the same signature. */
export function checkpointText(seal: CheckpointContent): string {
  const { seq, head, first_id, last_id, total_rows, sealed_at } = seal;
  return `bureau-checkpoint/1 seq=${seq} head=${head.toString('hex')} first=${first_id} last=${last_id} total=${total_rows} at=${sealed_at}`;
}

/** The line of a checkpoint file, without its end. */
export function checkpointLine(text: string, keyId: string, signature: Buffer): string {
  return JSON.stringify({ checkpoint: text, key: keyId, signature: signature.toString('base64') });
}

/** A line of a checkpoint file; null where it is none of ours. */
export function parseCheckpoint(line: string): Checkpoint | null {
  const fields = parseLine(line);
  const match = fields && TEXT.exec(fields.checkpoint);
  if (!match) return null;
  const [text, seq, head = '', first, last] = match;
  return {
    seq: Number(seq),
    head,
    first_id: Number(first),
    last_id: Number(last),
    text,
    key_id: fields.key,
    signature: Buffer.from(fields.signature, 'base64'),
  };
}

function parseLine(line: string): { checkpoint: string; key: string; signature: string } | null {
  try {
    const { checkpoint, key, signature } = JSON.parse(line) as Record<string, unknown>;
    if (typeof checkpoint !== 'string' || typeof key !== 'string' || typeof signature !== 'string')
      return null;
    return { checkpoint, key, signature };
  } catch {
    return null;
  }
}
