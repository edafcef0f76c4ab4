import { TOOL } from '../../tools/tool-names';
import { type AgentDefinition } from '../agent-definition';
import { REPORTER_PROMPT, REPORTER_PROMPT_VERSION } from './reporter.prompt';

/** Puts findings where people find them, and tells them. */
export const REPORTER: AgentDefinition = {
  name: 'reporter',
  role: 'Reporter of the office',
  responsibilities: [
    'Write reports about the records, as records of their own, for people to approve',
    'Tell the people whom a request names, inside the office',
  ],
  tools: [
    TOOL.searchRecords,
    TOOL.getRecord,
    TOOL.aggregateRecords,
    TOOL.findDuplicates,
    TOOL.compareRecords,
    TOOL.readHistory,
    TOOL.writeReport,
    TOOL.notifyPeople,
    TOOL.askPerson,
  ],
  promptVersion: REPORTER_PROMPT_VERSION,
  prompt: REPORTER_PROMPT,
  policy: { requires_approval: true, max_items: 1 },
  permissions: ['entity:read', 'entity:create', 'change_set:read'],
};
