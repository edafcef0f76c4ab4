import { Lexer } from 'marked';

/** Growing Markdown, cut into blocks: those that are finished keep their text, so nothing in them is drawn again. */
export interface MarkdownBlocks {
  finished: readonly string[];
  /** What may still grow; a table row that is not whole yet is held back. */
  open: string;
  /** Length of the text that the finished blocks cover. */
  covered: number;
  text: string;
}

export const NO_BLOCKS: MarkdownBlocks = { finished: [], open: '', covered: 0, text: '' };

/** The blocks of `text`; only what came after the finished blocks of `before` is read again. */
export function toBlocks(before: MarkdownBlocks, text: string): MarkdownBlocks {
  const known = text.startsWith(before.text.slice(0, before.covered)) ? before : NO_BLOCKS;
  const rest = text.slice(known.covered);
  const raws = new Lexer().lex(rest).map((token) => token.raw);
  const closed = raws.slice(0, -1);
  // The lexer normalises some characters: blocks are only trusted while their lengths add up.
  if (raws.join('') !== rest) return { ...known, open: withoutHalfRow(rest), text };
  const covered = known.covered + closed.join('').length;
  const finished = [...known.finished, ...closed.filter((raw) => raw.trim() !== '')];
  return { finished, open: withoutHalfRow(raws.at(-1) ?? ''), covered, text };
}

/** Without the last line where it is a table's row that still grows. */
function withoutHalfRow(block: string): string {
  const lastLine = block.slice(block.lastIndexOf('\n') + 1);
  return lastLine.startsWith('|') ? block.slice(0, block.length - lastLine.length) : block;
}
