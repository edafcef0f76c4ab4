import { type JsonObject } from '@bureau/contracts';
import { type ToolName } from '../../tools/tool-names';

/** A tool that the model wants to use. */
export interface ToolWish {
  name: ToolName;
  args: JsonObject;
}

/** What the model does next: use tools, or answer. */
export type Step = { say: string } | { call: ToolWish[] };

/** What a tool answered to a wish, in the order of the wishes. */
export interface ToolAnswer {
  name: string;
  ok: boolean;
  /** Parsed where it is JSON, else the text. */
  content: unknown;
}

export const say = (text: string): Step => ({ say: text });
export const call = (...wishes: ToolWish[]): Step => ({ call: wishes });
