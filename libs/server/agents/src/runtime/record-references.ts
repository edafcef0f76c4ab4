/** A link to a record; its text may hold escaped brackets. Every part is bounded, so that no answer makes it slow. */
const LINK =
  /\[((?:\\.|[^[\]\\]){0,500})\]\([ ]{0,5}\/records\/(\d{1,15})(?:[/?#][^)\s]{0,200})?(?:[ ]{1,5}"[^"\n]{0,200}")?[ ]{0,5}\)/g;
/** Whatever else leads to a record: definitions of links, links in links, bare addresses. */
const ADDRESS = /\/records\/(\d{1,15})/g;
/** Stands for the slash of an address that was verified while the rest is looked for. */
const VERIFIED = '\u0000';

export interface VerifiedText {
  text: string;
  /** Records that the text refers to and that were read, in order, each once. */
  cited: number[];
}

/**
 * Takes out of a Markdown text the references to records that were never read: a model that invents a source must not
 * look as if it had one. Their names stay, marked.
 * @param read ids of the records that tools showed
 */
export function verifiedReferences(markdown: string, read: ReadonlySet<number>): VerifiedText {
  const cited = new Set<number>();
  const links = markdown.replaceAll(VERIFIED, '').replace(LINK, (_link, name: string, digits: string) => {
    const id = Number(digits);
    if (!read.has(id)) return `${name} (record ${id}, not verified)`;
    cited.add(id);
    return `[${name}](${VERIFIED}records/${id})`;
  });
  const text = links
    .replace(ADDRESS, (address, digits: string) => {
      const id = Number(digits);
      if (!read.has(id)) return `record ${id} (not verified)`;
      cited.add(id);
      return address;
    })
    .replaceAll(VERIFIED, '/');
  return { text, cited: [...cited] };
}
