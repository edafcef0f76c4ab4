import { type Permission } from '@bureau/contracts';
import { type ToolName } from '../tools/tool-names';

/** A specialised agent: who it is, what it may use, and how far it may go. */
export interface AgentDefinition {
  name: string;
  /** Its trade, in a few words. */
  role: string;
  responsibilities: readonly string[];
  tools: readonly ToolName[];
  /** Changed with every change of the prompt, so that answers can be traced to what was asked. */
  promptVersion: number;
  prompt: string;
  policy: {
    /** Its changes are proposals that people decide. */
    requires_approval: true;
    /** Most records of one proposal. */
    max_items: number;
  };
  /** The most that it may do, whoever asks: what a call may do is this and what the requester may. */
  permissions: readonly Permission[];
}
