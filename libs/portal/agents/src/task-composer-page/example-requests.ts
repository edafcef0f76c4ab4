/** Requests to start from, by what they do. The offline model understands each of them. */
export const EXAMPLE_REQUESTS: readonly { heading: string; examples: readonly string[] }[] = [
  {
    heading: 'Count and add up',
    examples: ['How many active records are there per section?', 'What is the largest installed_size_kb?'],
  },
  {
    heading: 'Find',
    examples: [
      'Find records where section is net and installed_size_kb is greater than 1000',
      'List the first 10 records whose name contains "lib" and section is libs, sorted by name',
    ],
  },
  {
    heading: 'Change',
    examples: [
      'Set the status of every record whose name contains "x" to inactive.',
      'Mark every record whose name ends with "-dbg" as archived',
    ],
  },
  { heading: 'Find duplicates', examples: ['Find duplicates by homepage'] },
  { heading: 'Relate', examples: ['Relate "0install-core" to "adduser" as depends_on'] },
  { heading: 'Sum up', examples: ['Summarise "adduser"'] },
];
