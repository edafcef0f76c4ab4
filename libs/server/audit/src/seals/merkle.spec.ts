import { merkleLevels, merklePath, merkleRoot, sha256, splitHashes } from './merkle';

const leaf = (text: string) => sha256(Buffer.from([0]), text);
const node = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);

/** RFC 9162, 2.1.3.2, written independently of the tree. */
function rootOf(hash: Buffer, index: number, size: number, path: Buffer[]): Buffer {
  let last = size - 1;
  for (const step of path) {
    while (index % 2 === 0 && index === last) [index, last] = [index >> 1, last >> 1];
    hash = index % 2 === 1 ? node(step, hash) : node(hash, step);
    [index, last] = [index >> 1, last >> 1];
  }
  return hash;
}

describe('the Merkle tree of a seal', () => {
  it('is the one of RFC 9162', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(leaf) as [Buffer, Buffer, Buffer];
    expect(merkleRoot([a])).toEqual(a);
    expect(merkleRoot([a, b, c])).toEqual(node(node(a, b), c));
  });

  it('proves every leaf of trees of every shape', () => {
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_, i) => leaf(String(i)));
      const levels = merkleLevels(leaves);
      leaves.forEach((hash, i) => {
        expect(rootOf(hash, i, size, merklePath(levels, i)).equals(merkleRoot(leaves))).toBe(true);
      });
    }
  });

  it('has another root when a leaf is another, absent or elsewhere', () => {
    const leaves = ['a', 'b', 'c', 'd', 'e'].map(leaf);
    const [a, b, ...rest] = leaves as [Buffer, Buffer, ...Buffer[]];
    const root = merkleRoot(leaves);
    for (const other of [
      [leaf('x'), b, ...rest],
      [b, ...rest],
      [b, a, ...rest],
      [...leaves, leaf('e')],
    ])
      expect(merkleRoot(other)).not.toEqual(root);
  });

  it('keeps its leaves as bytes', () => {
    const leaves = ['a', 'b', 'c'].map(leaf);
    expect(splitHashes(Buffer.concat(leaves))).toEqual(leaves);
  });
});
