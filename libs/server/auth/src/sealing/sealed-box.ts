import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** First byte of every box, so that another algorithm can be told apart one day. */
const VERSION = 1;

/** Encrypts small things with AES-256-GCM: what was altered, or belongs to somebody else, does not open. */
export class SealedBox {
  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {}

  /** @param owner what the box belongs to; it opens for that alone */
  seal(content: Buffer, owner: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, iv).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
  }

  /** The content, or null where the box was altered, is another's, or was sealed with another key. */
  open(box: Buffer, owner: string): Buffer | null {
    const start = 1 + IV_BYTES + TAG_BYTES;
    if (box.length < start || box[0] !== VERSION) return null;
    const iv = box.subarray(1, 1 + IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(box.subarray(1 + IV_BYTES, start));
    try {
      return Buffer.concat([decipher.update(box.subarray(start)), decipher.final()]);
    } catch {
      return null;
    }
  }
}
