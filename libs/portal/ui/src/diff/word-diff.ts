export type WordMark = 'same' | 'removed' | 'added';

export interface WordRun {
  mark: WordMark;
  text: string;
}

/** Beyond this product of word counts a text counts as replaced as a whole: a diff of it would help nobody. */
const MOST_CELLS = 250_000;

/** What was taken out of a text and what was put in, by words, as runs to be read one after the other. */
export function wordDiff(from: string, to: string): WordRun[] {
  const before = words(from);
  const after = words(to);
  if (before.length * after.length > MOST_CELLS)
    return joined([...mark(before, 'removed'), ...mark(after, 'added')]);
  return joined(walk(before, after, commonLengths(before, after)));
}

function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/** Length of the longest common subsequence of each pair of tails. */
function commonLengths(before: string[], after: string[]): Uint32Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint32Array;
      const below = lengths[i + 1] as Uint32Array;
      row[j] = before[i] === after[j] ? at(below, j + 1) + 1 : Math.max(at(below, j), at(row, j + 1));
    }
  }
  return lengths;
}

function walk(before: string[], after: string[], lengths: Uint32Array[]): WordRun[] {
  const runs: WordRun[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      runs.push({ mark: 'same', text: before[i++] as string });
      j++;
    } else if (at(lengths[i + 1] as Uint32Array, j) >= at(lengths[i] as Uint32Array, j + 1)) {
      runs.push({ mark: 'removed', text: before[i++] as string });
    } else {
      runs.push({ mark: 'added', text: after[j++] as string });
    }
  }
  return [...runs, ...mark(before.slice(i), 'removed'), ...mark(after.slice(j), 'added')];
}

function at(row: Uint32Array, index: number): number {
  return row[index] ?? 0;
}

function mark(list: string[], as: WordMark): WordRun[] {
  return list.map((text) => ({ mark: as, text }));
}

function joined(runs: WordRun[]): WordRun[] {
  const merged: WordRun[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last?.mark === run.mark) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}
