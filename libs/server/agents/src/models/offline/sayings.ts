import { RELATION_TYPES } from '@bureau/contracts';

/** At the end of every answer: nobody shall take rules for a language model. */
export const SIGNATURE =
  '\n\n*Answered by the offline model, which follows rules and understands few requests.*';

/** One example of each request that is understood; docs/offline-model.md explains them, and a test holds both equal. */
export const EXAMPLES: readonly { title: string; example: string }[] = [
  { title: 'Count, or count by a field', example: 'How many active records are there per section?' },
  {
    title: 'Add up, average, smallest or largest value',
    example: 'Average installed_size_kb of active records by section',
  },
  {
    title: 'List or find records by conditions',
    example: 'List the first 10 records whose name contains "lib" and section is libs, sorted by name',
  },
  { title: 'Search by text', example: 'Find "web server"' },
  {
    title: 'Set a status or field of the records that match',
    example: 'Set the status of every record whose name contains "x" to inactive.',
  },
  { title: 'Find duplicates by a field', example: 'Find duplicates by homepage' },
  { title: 'Relate two records', example: 'Relate "0install-core" to "adduser" as depends_on' },
  { title: 'Summarise given records', example: 'Summarise the given records' },
  { title: 'Compare records', example: 'Compare "0install-core" with "adduser"' },
  { title: 'Tell who changed a record and how', example: 'Show the history of "adduser"' },
  {
    title: 'Write a report that answers a question',
    example: 'Write a report "Sections" on: How many records are there per section?',
  },
  { title: 'Tell people something', example: 'Notify "Ada Lovelace" that "The import is done"' },
];

/** The list of what is understood, in Markdown. */
export function whatIsUnderstood(): string {
  return EXAMPLES.map(({ title, example }) => `- ${title}: \`${example}\``).join('\n');
}

/** @param about what could not be read, where it is known */
export function declined(about: string | null): string {
  const why =
    about === null
      ? 'I do not understand this request.'
      : `I do not understand all of this request: I cannot read ${about}.`;
  return `${why} Nothing was done. The offline model understands these:\n\n${whatIsUnderstood()}`;
}

export const ASK = {
  value: (field: string) =>
    `To what value should **${field}** be set? Nothing was done. Ask again with the value, for example “Set the ${field} of … to …”.`,
  duplicateField:
    'By which field should records count as duplicates? Nothing was done. Ask again, for example “Find duplicates by homepage”.',
  relationType: `As what should the two be related? Nothing was done. Ask again with one of ${RELATION_TYPES.map((type) => `\`${type}\``).join(', ')}, for example “Relate "a" to "b" as depends_on”.`,
  twoRecords:
    'Which records shall be compared? Nothing was done. Choose two or more when you ask, or name them, for example “Compare "a" with "b"”.',
  oneRecord: 'Of which record? Nothing was done. Choose one when you ask, or name it by id or name.',
  message:
    'What shall they be told? Nothing was done. Ask again with the message in quotes, for example “Notify "Ada Lovelace" that "the import is done"”.',
  records: 'Which records? Nothing was done. Choose them when you ask, or name them by id or name.',
};
