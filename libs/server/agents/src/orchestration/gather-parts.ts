import { type PartState } from '../tasks/task-parts.service';

/** Characters of one part's answer that the others leave room for. */
const MAX_ANSWER = 20_000;

/** What the parts came to, for the model that puts them together. */
export function partsForModel(request: string, parts: readonly PartState[]): string {
  const told = parts.map(
    (part) =>
      `## Part ${part.part}, by ${part.agent}: ${part.status}\n\nAsked: ${part.input}\n\n${cut(outcomeOf(part))}`,
  );
  return `# The request\n\n${request}\n\n# The parts\n\n${told.join('\n\n')}`;
}

/** The parts one after the other, where no model puts them together. */
export function partsInOrder(parts: readonly PartState[]): string {
  return parts
    .map((part) => `### ${part.part}. ${part.input.replace(/\s+/g, ' ').trim()}\n\n${outcomeOf(part)}`)
    .join('\n\n');
}

function outcomeOf({ status, result, error }: PartState): string {
  if (status === 'completed') return result ?? '';
  if (status === 'cancelled') return '*This part was cancelled.*';
  return `*This part failed: ${error?.detail ?? 'for an unknown reason'}*`;
}

function cut(text: string): string {
  return text.length <= MAX_ANSWER ? text : `${text.slice(0, MAX_ANSWER)}…`;
}
