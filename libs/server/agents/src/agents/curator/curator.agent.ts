import { MAX_ITEMS } from '../../change-sets/change-sets.service';
import { TOOL } from '../../tools/tool-names';
import { type AgentDefinition } from '../agent-definition';
import { CURATOR_PROMPT, CURATOR_PROMPT_VERSION } from './curator.prompt';

/** Keeps the records in order. */
export const CURATOR: AgentDefinition = {
  name: 'curator',
  role: 'Curator of records',
  responsibilities: [
    'Answer questions about the records, with figures that were counted and not guessed',
    'Find records by words and conditions, and summarise them',
    'Find duplicates and gaps',
    'Propose changes to records and relations, for people to approve',
  ],
  tools: [
    TOOL.searchRecords,
    TOOL.getRecord,
    TOOL.aggregateRecords,
    TOOL.findDuplicates,
    TOOL.proposeChanges,
    TOOL.proposeUpdateMatching,
    TOOL.askPerson,
  ],
  promptVersion: CURATOR_PROMPT_VERSION,
  prompt: CURATOR_PROMPT,
  policy: { requires_approval: true, max_items: MAX_ITEMS },
  permissions: ['entity:read', 'entity:create', 'entity:update', 'entity:delete', 'change_set:read'],
};
