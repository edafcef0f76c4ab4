/** A request and its answer. */
export interface PastTurn {
  input: string;
  result: string;
}

export interface RememberedTalk {
  /** Oldest first. */
  turns: PastTurn[];
  /** Ids of records that the answers refer to. */
  records: number[];
}

/** Fewer characters a token than any tokenizer has, so that memory is never larger than it says. */
const CHARACTERS_PER_TOKEN = 3;
/** Tokens of memory: room is left for the task itself in every model's context. */
const MOST_TOKENS = 8_000;
const MOST_CHARACTERS = MOST_TOKENS * CHARACTERS_PER_TOKEN;
/** One long answer shall not push out all others. */
const MOST_OF_ONE = MOST_CHARACTERS / 4;
const REFERENCE = /\]\(\/records\/(\d{1,15})\)/g;

/**
 * As much of a conversation as fits, the newest first; the oldest that is kept says how much was left out.
 * @param newestFirst turns from the last one backwards
 * @param total turns that there were in all
 */
export function rememberTalk(newestFirst: readonly PastTurn[], total: number): RememberedTalk {
  const turns: PastTurn[] = [];
  let characters = 0;
  for (const { input, result } of newestFirst) {
    const turn = { input: cut(input), result: cut(result) };
    characters += turn.input.length + turn.result.length;
    if (characters > MOST_CHARACTERS) break;
    turns.unshift(turn);
  }
  const [oldest] = turns;
  const leftOut = total - turns.length;
  if (oldest && leftOut > 0) oldest.input = `${note(leftOut)}\n\n${oldest.input}`;
  const records = turns.flatMap(({ result }) => [...result.matchAll(REFERENCE)].map(([, id]) => Number(id)));
  return { turns, records: [...new Set(records)] };
}

function note(leftOut: number): string {
  return leftOut === 1
    ? '(One earlier request of this conversation and its answer are left out here.)'
    : `(${leftOut} earlier requests of this conversation and their answers are left out here.)`;
}

function cut(text: string): string {
  return text.length <= MOST_OF_ONE ? text : `${text.slice(0, MOST_OF_ONE)}… (cut)`;
}
