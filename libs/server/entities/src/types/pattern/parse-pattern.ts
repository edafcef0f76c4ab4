/** A part of a pattern: what must stand in the text, or a place in it. */
export type PatternNode =
  | { kind: 'character'; test: RegExp }
  | { kind: 'place'; at: 'start' | 'end' | 'boundary' | 'inside' }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; options: PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; min: number; max: number };

/** A pattern that is wrong, or that asks for more than is done here; its message is meant for whoever wrote it. */
export class PatternError extends Error {}

const MAX_LENGTH = 500;
const MAX_DEPTH = 20;
const QUANTIFIER = /^(?:[*+?]|\{(\d{1,4})(,(\d{0,4}))?\})\??/;
/** One atom that stands for one character. Classes and escapes mean what they mean in a regular expression. */
const ATOM =
  /^(?:\[(?:\\.|[^\]\\])*\]|\\(?:u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[\w=]{1,60}\}|[dDwWsStnrfv]|[^\w\s])|\.|[^\\^$.*+?()[\]{}|])/u;

/**
 * Reads the part of ECMAScript's regular expressions that a machine without backtracking can run: no look-around and no
 * back-references. A `?` after a quantifier changes nothing about whether a text matches.
 * @throws PatternError
 */
export function parsePattern(source: string): PatternNode {
  if (source.length > MAX_LENGTH) throw new PatternError(`A pattern has at most ${MAX_LENGTH} characters.`);
  const reader = new PatternReader(source);
  const node = reader.choice(0);
  if (!reader.done) throw new PatternError('A ) without its (.');
  return node;
}

class PatternReader {
  private rest: string;

  constructor(source: string) {
    this.rest = source;
  }

  get done(): boolean {
    return this.rest === '';
  }

  choice(depth: number): PatternNode {
    if (depth > MAX_DEPTH) throw new PatternError(`Groups are nested at most ${MAX_DEPTH} deep.`);
    const options = [this.sequence(depth)];
    while (this.take('|')) options.push(this.sequence(depth));
    return options.length === 1 ? (options[0] as PatternNode) : { kind: 'choice', options };
  }

  private sequence(depth: number): PatternNode {
    const parts: PatternNode[] = [];
    while (this.rest !== '' && !this.rest.startsWith('|') && !this.rest.startsWith(')'))
      parts.push(this.quantified(depth));
    return { kind: 'sequence', parts };
  }

  private quantified(depth: number): PatternNode {
    const part = this.term(depth);
    const quantifier = QUANTIFIER.exec(this.rest);
    if (!quantifier) return part;
    if (part.kind === 'place') throw new PatternError('A place cannot be repeated.');
    this.rest = this.rest.slice(quantifier[0].length);
    const [min, max] = boundsOf(quantifier);
    if (max < min) throw new PatternError('A repetition ends before it begins.');
    return { kind: 'repeat', part, min, max };
  }

  private term(depth: number): PatternNode {
    if (this.take('^')) return { kind: 'place', at: 'start' };
    if (this.take('$')) return { kind: 'place', at: 'end' };
    if (this.take('\\b')) return { kind: 'place', at: 'boundary' };
    if (this.take('\\B')) return { kind: 'place', at: 'inside' };
    if (this.take('(')) return this.group(depth);
    const atom = ATOM.exec(this.rest)?.[0];
    if (atom === undefined) throw new PatternError(`Not understood from "${this.rest.slice(0, 20)}" on.`);
    this.rest = this.rest.slice(atom.length);
    return { kind: 'character', test: characterTest(atom) };
  }

  private group(depth: number): PatternNode {
    if (!this.take('?:') && this.rest.startsWith('?'))
      throw new PatternError('Only plain groups are understood: no look-around and no names.');
    const node = this.choice(depth + 1);
    if (!this.take(')')) throw new PatternError('A ( without its ).');
    return node;
  }

  private take(text: string): boolean {
    if (!this.rest.startsWith(text)) return false;
    this.rest = this.rest.slice(text.length);
    return true;
  }
}

function boundsOf([text, from, range, to]: RegExpExecArray): [min: number, max: number] {
  if (text.startsWith('*')) return [0, Infinity];
  if (text.startsWith('+')) return [1, Infinity];
  if (text.startsWith('?')) return [0, 1];
  const min = Number(from);
  if (range === undefined) return [min, min];
  return [min, to === '' || to === undefined ? Infinity : Number(to)];
}

/** One character at a time leaves nothing to backtrack over. */
function characterTest(atom: string): RegExp {
  try {
    return new RegExp(`^${atom}$`, 'u');
  } catch {
    throw new PatternError(`"${atom}" is no character and no class of characters.`);
  }
}
