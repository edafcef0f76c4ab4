import { NotUnderstood } from './conditions';
import { MAX_REQUEST_LENGTH, tokenize } from './lexer';
import { readAggregate } from './read-aggregate';
import { readCompare, readHistory } from './read-analysis';
import { readDuplicates } from './read-duplicates';
import { readList } from './read-list';
import { readRelate } from './read-relate';
import { readNotify, readReport } from './read-reporting';
import { readSet } from './read-set';
import { readSummarise } from './read-summarise';
import { type OfflineRequest, type Reading } from './request';
import { TokenReader } from './token-reader';

const HELP = ['help', 'what can you do', 'what do you understand', 'hello', 'hi'];

/** What reports can be about. In order: a phrase of duplicates begins like a list. */
const QUESTIONS = [readAggregate, readDuplicates, readCompare, readHistory, readSummarise, readList];

const READERS = [
  readHelp,
  (reader: TokenReader) => readReport(reader, QUESTIONS),
  readNotify,
  readCompare,
  readHistory,
  readAggregate,
  readDuplicates,
  readSet,
  readRelate,
  readSummarise,
  readList,
];

/**
 * Reads a request by rules. It counts as understood only if nothing of it is left over: half a request that is carried
 * out is worse than none.
 */
export function readRequest(text: string): Reading {
  if (text.length > MAX_REQUEST_LENGTH) return { understood: false, about: null };
  const tokens = tokenize(text);
  let about: string | null = null;
  for (const read of READERS) {
    const reader = new TokenReader(tokens);
    reader.skip('please', 'can you', 'could you', 'would you', 'i want you to', 'now');
    try {
      const request = read(reader);
      if (request && reader.atEnd) return { understood: true, request };
      if (request) about ??= `“${reader.rest}”`;
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      about ??= error.message;
    }
  }
  return { understood: false, about };
}

function readHelp(reader: TokenReader): OfflineRequest | null {
  return reader.take(...HELP) === null ? null : { kind: 'help' };
}
