/** A tool call as the scripted model writes it. */
export interface ScriptedCall {
  id: string;
  name: string;
  args: object;
}

/** One answer of the scripted model, in order of the requests. */
export type ScriptedAnswer =
  | { kind: 'text'; text: string }
  | { kind: 'tools'; calls: ScriptedCall[]; text?: string }
  /** The stream ends politely, with no finish reason, after so many characters of the first call's arguments. */
  | { kind: 'cut'; call: ScriptedCall; after: number }
  /** A finish reason and arguments that are no JSON. */
  | { kind: 'broken_arguments'; call: ScriptedCall; after: number }
  /** The connection breaks after so many characters of text. */
  | { kind: 'disconnect'; text: string }
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** Something that is no answer of a language model at all. */
  | { kind: 'garbage'; body: string }
  /** Text without an end, until the client goes away. */
  | { kind: 'endless'; piece: string; pauseMs: number }
  /** Headers, and then nothing until the client goes away. */
  | { kind: 'silence' };

/** A whole answer in text. */
export const text = (answer: string): ScriptedAnswer => ({ kind: 'text', text: answer });

/** A whole answer that calls one tool. */
export const toolCall = (name: string, args: object, id = `call_${name}`): ScriptedAnswer => ({
  kind: 'tools',
  calls: [{ id, name, args }],
});
