import { type Conversation, type ConversationMessage } from '@bureau/contracts';
import {
  ANY,
  type Caller,
  Database,
  ListReader,
  type ListQuery,
  notFound,
  type Page,
  permissionDenied,
  placeRule,
  requireCaller,
  type SqlRule,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { CONVERSATION_LIST, MESSAGE_LIST } from './persistence/conversation.list';

const GET = `select ${CONVERSATION_LIST.select.join(', ')} from conversations e where e.id = $1::bigint`;

/** The caller's own conversations; everybody's for those who see all tasks. */
function visibleConversations(caller: Caller): SqlRule {
  if (caller.permissions.has('agent_task:read_all')) return ANY;
  return { text: 'e.owner_id = $1::int', values: [caller.user_id] };
}

/** Reading conversations. They are made with their first task, in the same statement. */
@Injectable()
export class ConversationsService {
  private readonly conversations: ListReader<Conversation>;
  private readonly messages: ListReader<ConversationMessage>;

  constructor(private readonly database: Database) {
    this.conversations = new ListReader<Conversation>(database, CONVERSATION_LIST);
    this.messages = new ListReader<ConversationMessage>(database, MESSAGE_LIST);
  }

  async list(query: ListQuery): Promise<Page<Conversation>> {
    return this.conversations.page(query, visibleConversations(requireCaller()));
  }

  /** @throws 404 where there is none, or the caller may not see it */
  async get(id: number): Promise<Conversation> {
    const values: unknown[] = [id];
    const rule = placeRule(visibleConversations(requireCaller()), values);
    const [row] = await this.database.query<Conversation>({
      name: values.length > 1 ? 'conversation_get_own' : 'conversation_get',
      text: `${GET} and (${rule})`,
      values,
    });
    if (!row) throw notFound('conversation');
    return row;
  }

  /** @throws 404 as {@link get} does */
  async messagesOf(id: number, query: ListQuery): Promise<Page<ConversationMessage>> {
    await this.get(id);
    return this.messages.page(query, { text: 'e.conversation_id = $1::bigint', values: [id] });
  }

  /** Whether the caller may go on with it: what was said becomes part of what their agents are told. @throws 403, 404 */
  async assertContinues(id: number): Promise<void> {
    const { owner_id } = await this.get(id);
    if (owner_id !== requireCaller().user_id)
      throw permissionDenied('Only the person whose conversation it is can continue it.');
  }
}
