/** Requests that the offline model understands, by what they do. */
export const EXAMPLE_REQUESTS: readonly { heading: string; examples: readonly string[] }[] = [
  {
    heading: 'Count and total',
    examples: ['Count records by section', 'How many records have status draft?'],
  },
  {
    heading: 'Find',
    examples: ['List records whose section is web', 'Find records whose name contains "apache"'],
  },
  {
    heading: 'Change',
    examples: ['Set the status of every record whose name contains "apache" to inactive.'],
  },
  { heading: 'Clean', examples: ['Find duplicates by source'] },
  { heading: 'Relate', examples: ['Relate "nginx" to "nginx-core" as related_to'] },
  { heading: 'Sum up', examples: ['Summarise the given records'] },
];
