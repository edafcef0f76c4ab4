import { Database } from '@bureau/platform';
import { AIMessage, type BaseMessage, HumanMessage } from '@langchain/core/messages';
import { Injectable } from '@nestjs/common';
import { type AgentTaskRow } from '../tasks/agent-task.resource';
import { type PastTurn, type RememberedTalk, rememberTalk } from './remembered-talk';

/** Turns that are looked at: far more than fit. */
const MOST_TURNS = 100;

const BEFORE = `
select t.input, t.result, count(*) over ()::int as turns from agent_tasks t
where t.conversation_id = $1::bigint and t.id < $2::bigint and t.status = 'completed' and t.result is not null
order by t.id desc limit ${MOST_TURNS}`;

/** What a run is told of its conversation. */
export interface TalkBefore {
  messages: BaseMessage[];
  /** Records that the answers refer to: they were read when the answers were given. */
  records: number[];
}

/** The memory of conversations: requests and answers of the tasks before, as much as fits. */
@Injectable()
export class ConversationHistory {
  constructor(private readonly database: Database) {}

  /** Oldest first. Each task is a thread of its own, which begins with this. */
  async before({ id, conversation_id }: Pick<AgentTaskRow, 'id' | 'conversation_id'>): Promise<TalkBefore> {
    if (conversation_id === null) return { messages: [], records: [] };
    const turns = await this.database.query<PastTurn & { turns: number }>({
      name: 'conversation_before',
      text: BEFORE,
      values: [conversation_id, id],
    });
    return toMessages(rememberTalk(turns, turns[0]?.turns ?? 0));
  }
}

function toMessages({ turns, records }: RememberedTalk): TalkBefore {
  const messages = turns.flatMap(({ input, result }) => [new HumanMessage(input), new AIMessage(result)]);
  return { messages, records };
}
