import { createHash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;
/** What the first seal follows from. */
export const NO_HASH = Buffer.alloc(HASH_BYTES);

/** Leaves are hashed behind a 0 (in SQL) and inner nodes behind a 1, so that neither can pass for the other (RFC 9162). */
const NODE = Buffer.from([1]);

/** SHA-256 of the parts one behind the other. */
export function sha256(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Every level of the Merkle tree, from the leaves to the root; the last of an odd number moves up as it is. */
export function merkleLevels(leaves: readonly Buffer[]): Buffer[][] {
  const levels = [[...leaves]];
  for (let level = levels[0] ?? []; level.length > 1;) {
    const above: Buffer[] = [];
    for (let i = 0; i < level.length; i += 2) above.push(join(level, i));
    levels.push(above);
    level = above;
  }
  return levels;
}

/** @param leaves at least one */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  return merkleLevels(leaves).at(-1)?.[0] ?? NO_HASH;
}

/** The hashes that lead from a leaf to the root, from below: an inclusion proof of RFC 9162. */
export function merklePath(levels: readonly Buffer[][], index: number): Buffer[] {
  const path: Buffer[] = [];
  for (const level of levels.slice(0, -1)) {
    const neighbour = level[index ^ 1];
    if (neighbour) path.push(neighbour);
    index >>= 1;
  }
  return path;
}

/** Hashes that stand one behind the other. */
export function splitHashes(bytes: Buffer): Buffer[] {
  const hashes: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) hashes.push(bytes.subarray(at, at + HASH_BYTES));
  return hashes;
}

function join(level: readonly Buffer[], i: number): Buffer {
  const left = level[i] ?? NO_HASH;
  const right = level[i + 1];
  return right ? sha256(NODE, left, right) : left;
}
