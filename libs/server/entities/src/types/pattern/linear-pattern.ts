import { parsePattern, PatternError, type PatternNode } from './parse-pattern';

/** Counted repetitions are written out, so that this bounds the work at each character. */
const MAX_INSTRUCTIONS = 400;
/** Longer texts match no pattern. */
const MAX_TEXT_LENGTH = 10_000;
const WORD = /^\w$/u;

type Instruction =
  | { op: 'character'; test: RegExp }
  | { op: 'place'; at: Extract<PatternNode, { kind: 'place' }>['at'] }
  | { op: 'fork'; to: number[] };

/**
 * A regular expression whose time grows with the length of the text and no faster: it follows all of its possible
 * states at once instead of trying one after the other. Whoever may write a schema cannot stop the server with it.
 */
export class LinearPattern {
  private readonly program: Instruction[] = [];

  /** @throws PatternError where it is wrong, or not to be run in this way */
  constructor(readonly source: string) {
    this.emit(parsePattern(source));
  }

  /** Whether the pattern matches anywhere in the text, as `RegExp.test` says. */
  test(text: string): boolean {
    if (text.length > MAX_TEXT_LENGTH) return false;
    const characters = [...text];
    let states = new Set<number>();
    for (let at = 0; at <= characters.length; at++) {
      const reached = new Set<number>();
      this.follow(0, characters, at, reached);
      for (const state of states) this.follow(state, characters, at, reached);
      if (reached.has(this.program.length)) return true;
      states = this.step(reached, characters[at]);
    }
    return false;
  }

  /** What tells one pattern from another where they are kept by their text. */
  toString(): string {
    return `/${this.source}/u`;
  }

  /** The states behind those that take this character. */
  private step(states: ReadonlySet<number>, character: string | undefined): Set<number> {
    const next = new Set<number>();
    if (character === undefined) return next;
    for (const state of states) {
      const instruction = this.program[state];
      if (instruction?.op === 'character' && instruction.test.test(character)) next.add(state + 1);
    }
    return next;
  }

  /** Adds a state and all that can be reached from it without taking a character. */
  private follow(from: number, characters: readonly string[], at: number, reached: Set<number>): void {
    const open = [from];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (reached.has(state)) continue;
      reached.add(state);
      const instruction = this.program[state];
      if (instruction?.op === 'fork') open.push(...instruction.to);
      else if (instruction?.op === 'place' && isAt(instruction.at, characters, at)) open.push(state + 1);
    }
  }

  private emit(node: PatternNode): void {
    if (this.program.length > MAX_INSTRUCTIONS)
      throw new PatternError('The pattern is too large: write smaller repetitions.');
    switch (node.kind) {
      case 'character':
        this.program.push({ op: 'character', test: node.test });
        break;
      case 'place':
        this.program.push({ op: 'place', at: node.at });
        break;
      case 'sequence':
        for (const part of node.parts) this.emit(part);
        break;
      case 'choice':
        this.emitChoice(node.options);
        break;
      case 'repeat':
        this.emitRepeat(node.part, node.min, node.max);
    }
  }

  private emitChoice(options: readonly PatternNode[]): void {
    const fork = this.fork();
    const exits = options.map((option) => {
      fork.to.push(this.program.length);
      this.emit(option);
      return this.fork();
    });
    for (const exit of exits) exit.to.push(this.program.length);
  }

  private emitRepeat(part: PatternNode, min: number, max: number): void {
    for (let n = 0, before = -1; n < min && before !== this.program.length; n++) {
      before = this.program.length;
      this.emit(part); // of nothing, once is as good as many times
    }
    if (max === Infinity) {
      const start = this.program.length;
      const fork = this.fork();
      fork.to.push(this.program.length);
      this.emit(part);
      this.fork().to.push(start);
      fork.to.push(this.program.length);
      return;
    }
    const exits: { to: number[] }[] = [];
    for (let n = min; n < max; n++) {
      const fork = this.fork();
      fork.to.push(this.program.length);
      exits.push(fork);
      this.emit(part);
    }
    for (const exit of exits) exit.to.push(this.program.length);
  }

  private fork(): { op: 'fork'; to: number[] } {
    const fork = { op: 'fork' as const, to: [] };
    this.program.push(fork);
    return fork;
  }
}

function isAt(
  place: Extract<PatternNode, { kind: 'place' }>['at'],
  characters: readonly string[],
  at: number,
): boolean {
  if (place === 'start') return at === 0;
  if (place === 'end') return at === characters.length;
  const boundary = isWord(characters[at - 1]) !== isWord(characters[at]);
  return place === 'boundary' ? boundary : !boundary;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character);
}
