/** Tasks that one person asked for one after the other, each knowing what was said before. */
export interface Conversation {
  id: number;
  /** The beginning of its first request. */
  title: string;
  owner_id: number;
  version: number;
  created_at: string;
  /** When the last request was made. */
  updated_at: string;
}

export const MESSAGE_ROLES = ['user', 'agent'] as const;
export type MessageRole = (typeof MESSAGE_ROLES)[number];

/** What was said: a request of the owner, or the answer to it. */
export interface ConversationMessage {
  id: number;
  conversation_id: number;
  task_id: number;
  role: MessageRole;
  /** Who answered; null in requests. */
  agent: string | null;
  /** Markdown in answers. */
  text: string;
  created_at: string;
}
