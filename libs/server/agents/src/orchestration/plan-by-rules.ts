import { readRequest } from '../models/offline/read-request';
import { type OfflineRequest } from '../models/offline/request';
import { type TaskPlan } from './task-plan';

/** Whose trade each request is. */
const TRADES: Readonly<Record<OfflineRequest['kind'], string>> = {
  aggregate: 'analyst',
  list: 'analyst',
  duplicates: 'analyst',
  summarise: 'analyst',
  compare: 'analyst',
  history: 'analyst',
  help: 'analyst',
  set: 'curator',
  relate: 'curator',
  report: 'reporter',
  notify: 'reporter',
};

/** Of requests that nobody could read whole: words that tell whose they are, the first that fits. */
const WORDS: readonly (readonly [agent: string, words: RegExp])[] = [
  ['reporter', /\b(?:report|notify|tell|inform|remind|announce)\b/i],
  [
    'curator',
    /\b(?:set|change|update|rename|mark|archive|activate|deactivate|delete|remove|restore|create|add|merge|relate|link|unlink|fix|correct|clean)\b/i,
  ],
];

/** More lines than this are a document. */
const LONGEST = 2_000;

/**
 * Chooses by rules: questions go to the analyst, changes to the curator, reports and messages to the reporter. Several
 * requests, one a line, each of which is understood, become parts.
 * @param agents who can be given work, at least one
 * @param most parts that are possible
 */
export function planByRules(input: string, agents: readonly string[], most: number): TaskPlan {
  const lines = input
    .slice(0, LONGEST)
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '');
  const several = lines.length > 1 && lines.length <= most && lines.every((line) => tradeOf(line) !== null);
  const parts = (several ? lines : [input]).map((text) => ({ agent: chosen(text, agents), input: text }));
  const reason = several ? 'One request a line.' : 'Chosen by rules from the words of the request.';
  return { reason, parts };
}

function chosen(text: string, agents: readonly string[]): string {
  const wanted = tradeOf(text) ?? WORDS.find(([, words]) => words.test(text))?.[0] ?? 'analyst';
  return agents.includes(wanted) ? wanted : (agents[0] ?? wanted);
}

function tradeOf(text: string): string | null {
  const reading = readRequest(text);
  return reading.understood ? TRADES[reading.request.kind] : null;
}
