import { type Conversation, type ConversationMessage } from '@bureau/contracts';
import { answerPage, Id, type ListQuery, ListRequest, ListRoute, Permit } from '@bureau/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ConversationsService } from '../conversations.service';
import { CONVERSATION_LIST, MESSAGE_LIST } from '../persistence/conversation.list';
import { ConversationMessageView, ConversationView } from './conversation.view';

/** Requests that build on each other. `POST /agent-tasks` begins and continues them. */
@ApiTags('conversations')
@Controller('conversations')
export class ConversationsController {
  constructor(private readonly conversations: ConversationsService) {}

  /** Own conversations, or everybody's with the permission for it. */
  @ListRoute(CONVERSATION_LIST)
  @Permit('agent_task:read')
  @ApiOkResponse({ type: [ConversationView] })
  async list(
    @ListRequest(CONVERSATION_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Conversation[]> {
    return answerPage(reply, await this.conversations.list(query));
  }

  @Get(':id')
  @Permit('agent_task:read')
  @ApiOkResponse({ type: ConversationView })
  async get(@Id() id: number): Promise<Conversation> {
    return this.conversations.get(id);
  }

  /** What was said, oldest first: requests, and the answers of those that are completed. */
  @ListRoute(MESSAGE_LIST, ':id/messages')
  @Permit('agent_task:read')
  @ApiOkResponse({ type: [ConversationMessageView] })
  async messages(
    @Id() id: number,
    @ListRequest(MESSAGE_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConversationMessage[]> {
    return answerPage(reply, await this.conversations.messagesOf(id, query));
  }
}
