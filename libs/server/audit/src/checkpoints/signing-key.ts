import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../seals/merkle';

const PRIVATE_FILE = 'audit-signing-key.pem';
const PUBLIC_FILE = 'audit-signing-key.pub.pem';

/** Checks signatures of checkpoints. */
export class VerifyingKey {
  /** Names the key: the beginning of its hash. */
  readonly id: string;

  constructor(private readonly publicKey: KeyObject) {
    this.id = sha256(publicKey.export({ type: 'spki', format: 'der' }))
      .toString('hex')
      .slice(0, 16);
  }

  verifies(text: string, signature: Buffer): boolean {
    return verify(null, Buffer.from(text), this.publicKey, signature);
  }
}

/** Signs checkpoints. */
export class SigningKey extends VerifyingKey {
  constructor(private readonly privateKey: KeyObject) {
    super(createPublicKey(privateKey));
  }

  sign(text: string): Buffer {
    return sign(null, Buffer.from(text), this.privateKey);
  }
}

/** The configured key, or the one in the folder of the checkpoint file; it is made there where there is none. */
export function signingKey(pem: string | null, checkpointFile: string): SigningKey {
  const folder = dirname(checkpointFile);
  if (pem !== null) return publish(new SigningKey(createPrivateKey(pem)), pem, folder);
  const file = join(folder, PRIVATE_FILE);
  if (!existsSync(file)) makeKey(file);
  const kept = readFileSync(file, 'utf8');
  return publish(new SigningKey(createPrivateKey(kept)), kept, folder);
}

/**
 * The key to check signatures with, without making one: of the given PEM (a private or a public key), or beside the
 * checkpoint file; null where there is none.
 */
export function verifyingKey(pem: string | null, checkpointFile: string): VerifyingKey | null {
  const files = [PRIVATE_FILE, PUBLIC_FILE].map((name) => join(dirname(checkpointFile), name));
  const kept = files.find((file) => existsSync(file));
  const text = pem ?? (kept === undefined ? null : readFileSync(kept, 'utf8'));
  return text === null ? null : new VerifyingKey(createPublicKey(text));
}

/** Readable by its owner alone; of two processes that make it at once, the first wins. */
function makeKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Leaves the public half where auditors find it. */
function publish(key: SigningKey, pem: string, folder: string): SigningKey {
  const file = join(folder, PUBLIC_FILE);
  const text = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  return key;
}
