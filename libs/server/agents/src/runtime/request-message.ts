import { HumanMessage } from '@langchain/core/messages';
import { type AgentTaskRow } from '../tasks/agent-task.resource';

/** The request, and which records came with it. */
export function requestOf({ input, entity_ids }: AgentTaskRow): HumanMessage {
  const given =
    entity_ids.length > 0 ? `\n\nRecords given with the request, by id: ${entity_ids.join(', ')}` : '';
  return new HumanMessage({ content: input + given, additional_kwargs: { entity_ids, request: input } });
}
