import DOMPurify from 'dompurify';
import { marked, type Token } from 'marked';

/** Text, structure and links: nothing that runs, loads or asks for input. */
const ALLOWED_TAGS = [
  'a',
  'b',
  'blockquote',
  'br',
  'code',
  'del',
  'em',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'li',
  'ol',
  'p',
  'pre',
  's',
  'strong',
  'sub',
  'sup',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
];
const ALLOWED_ATTR = ['href', 'align', 'start'];
/** Pages of this portal, and the web; never `javascript:`, `data:` or another origin's relative form `//`. */
const ALLOWED_URI = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;

/**
 * Markdown as safe HTML, block by block: a block whose text did not change keeps its HTML, so that text which is
 * still being written redraws its end alone.
 */
export function renderMarkdown(text: string): string[] {
  return marked
    .lexer(text, { gfm: true, breaks: true })
    .filter((token) => token.type !== 'space')
    .map((token) => sanitised(token));
}

function sanitised(token: Token): string {
  const html = marked.parser([lowered(token)], { gfm: true, breaks: true });
  return DOMPurify.sanitize(html, { ALLOWED_TAGS, ALLOWED_ATTR, ALLOWED_URI_REGEXP: ALLOWED_URI });
}

/** The page owns `h1` and `h2`: an agent's headings start below them. */
function lowered(token: Token): Token {
  return token.type === 'heading' ? { ...token, depth: Math.min(token.depth + 2, 6) } : token;
}
