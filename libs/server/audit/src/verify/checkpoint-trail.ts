import { type Checkpoint } from '../checkpoints/checkpoint';
import { type CheckpointFile } from '../checkpoints/checkpoint-file';
import { type VerifyingKey } from '../checkpoints/signing-key';
import { type Seal } from '../seals/seal';
import {
  checkpointDisordered,
  checkpointMismatch,
  checkpointMissing,
  checkpointSignatureInvalid,
  checkpointUnreadable,
  type Findings,
  tailDeleted,
} from './findings';

/** The checkpoint file beside the chain of seals: both are walked once, from the first to the last. */
export class CheckpointTrail {
  /** Checkpoints that were read. */
  count = 0;
  /** The first seal that has one. */
  from: number | null = null;
  private readonly lines: AsyncGenerator<Checkpoint | null>;
  private line = 0;
  /** The one to compare next. */
  private waiting: Checkpoint | null = null;
  private highest: number | null = null;

  /** @param bytes how much of the file to read */
  constructor(
    file: CheckpointFile,
    bytes: number,
    private readonly key: VerifyingKey | null,
    private readonly findings: Findings,
  ) {
    this.lines = file.read(bytes);
  }

  /** Compares the checkpoint of this seal, where it has one. Seals come in their order. */
  async compare(seal: Seal): Promise<void> {
    this.waiting ??= await this.next();
    while (this.waiting && this.waiting.seq < seal.seq) this.waiting = await this.next();
    if (this.waiting?.seq !== seal.seq) return;
    if (this.waiting.head !== seal.head.toString('hex')) this.findings.add(checkpointMismatch(seal));
    this.waiting = null;
  }

  /** Reads what is left: checkpoints of seals that are no more, and the end of the file itself. */
  async finish(lastSeq: number): Promise<void> {
    this.waiting ??= await this.next();
    let first: Checkpoint | null = null;
    let last: Checkpoint | null = null;
    for (; this.waiting; this.waiting = await this.next()) {
      if (this.waiting.seq <= lastSeq) continue;
      first ??= this.waiting;
      last = this.waiting;
    }
    if (first && last) this.findings.add(tailDeleted(first, last));
    // A process that died between a seal and its checkpoint leaves one without; the next run completes it.
    const noted = this.highest ?? 0;
    if (noted < lastSeq - 1) this.findings.add(checkpointMissing(noted + 1, lastSeq));
  }

  /** The next line that is a checkpoint and stands in its place; the others are findings. */
  private async next(): Promise<Checkpoint | null> {
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) return null;
      this.line++;
      if (!value) this.findings.add(checkpointUnreadable(this.line));
      else if (this.take(value)) return value;
    }
  }

  private take(checkpoint: Checkpoint): boolean {
    const { seq, text, signature } = checkpoint;
    this.count++;
    this.from ??= seq;
    if (this.key && !this.key.verifies(text, signature))
      this.findings.add(checkpointSignatureInvalid(seq, this.line));
    if (this.highest !== null && seq <= this.highest) {
      this.findings.add(checkpointDisordered(seq, this.line));
      return false;
    }
    if (this.highest !== null && seq > this.highest + 1)
      this.findings.add(checkpointMissing(this.highest + 1, seq - 1));
    this.highest = seq;
    return true;
  }
}
