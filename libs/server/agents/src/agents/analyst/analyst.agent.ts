import { TOOL } from '../../tools/tool-names';
import { type AgentDefinition } from '../agent-definition';
import { ANALYST_PROMPT, ANALYST_PROMPT_VERSION } from './analyst.prompt';

/** Answers questions about the records; it cannot change any. */
export const ANALYST: AgentDefinition = {
  name: 'analyst',
  role: 'Analyst of records',
  responsibilities: [
    'Answer questions about the records, with figures that were counted and a reference to every record used',
    'Search, add up, compare records and find duplicates',
    'Tell who changed a record, when and why',
  ],
  tools: [
    TOOL.searchRecords,
    TOOL.getRecord,
    TOOL.aggregateRecords,
    TOOL.findDuplicates,
    TOOL.compareRecords,
    TOOL.readHistory,
    TOOL.askPerson,
  ],
  promptVersion: ANALYST_PROMPT_VERSION,
  prompt: ANALYST_PROMPT,
  policy: { requires_approval: true, max_items: 0 },
  permissions: ['entity:read'],
};
