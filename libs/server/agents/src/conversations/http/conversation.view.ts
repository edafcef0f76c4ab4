import {
  type Conversation,
  type ConversationMessage,
  MESSAGE_ROLES,
  type MessageRole,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** A conversation as the OpenAPI document shows it. */
export class ConversationView implements Conversation {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String, description: 'The beginning of its first request.' })
  title!: string;

  @ApiProperty({ type: 'integer' })
  owner_id!: number;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When the last request was made.' })
  updated_at!: string;
}

/** A request of the owner, or the answer to it. */
export class ConversationMessageView implements ConversationMessage {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  conversation_id!: number;

  @ApiProperty({ type: 'integer' })
  task_id!: number;

  @ApiProperty({ enum: MESSAGE_ROLES })
  role!: MessageRole;

  @ApiProperty({ type: String, nullable: true, description: 'Who answered; null in requests.' })
  agent!: string | null;

  @ApiProperty({ type: String, description: 'Markdown in answers.' })
  text!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;
}
