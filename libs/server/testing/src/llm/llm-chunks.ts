import { type ScriptedAnswer, type ScriptedCall } from './llm-script';

type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number };

/** What each whole answer reports to have used. */
export const SCRIPTED_USAGE: Usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

const PIECE = 8;

/** The chunks of an answer as a stream of chat completions carries them, as JSON. */
export function chunksOf(
  answer: Extract<ScriptedAnswer, { kind: 'text' | 'tools' | 'cut' | 'broken_arguments' | 'disconnect' }>,
): object[] {
  switch (answer.kind) {
    case 'text':
      return [...words(answer.text), finish('stop'), usage()];
    case 'tools':
      return [
        ...words(answer.text ?? ''),
        ...answer.calls.flatMap((call, index) => callPieces(call, index)),
        finish('tool_calls'),
        usage(),
      ];
    case 'cut':
      return callPieces(answer.call, 0, answer.after);
    case 'broken_arguments':
      return [...callPieces(answer.call, 0, answer.after), finish('tool_calls'), usage()];
    case 'disconnect':
      return words(answer.text);
  }
}

function words(text: string): object[] {
  return pieces(text).map((content) => chunk({ content }));
}

function callPieces({ id, name, args }: ScriptedCall, index: number, length = Infinity): object[] {
  const head = chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
  const rest = pieces(JSON.stringify(args).slice(0, length)).map((piece) =>
    chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
  );
  return [head, ...rest];
}

function pieces(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) =>
    text.slice(i * PIECE, (i + 1) * PIECE),
  );
}

/** One chunk with this delta. */
export function chunk(delta: object, finishReason: string | null = null): object {
  return {
    ...ENVELOPE,
    choices: [{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: finishReason }],
  };
}

function finish(reason: string): object {
  return chunk({}, reason);
}

function usage(): object {
  return { ...ENVELOPE, choices: [], usage: SCRIPTED_USAGE };
}

const ENVELOPE = { id: 'chatcmpl-scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted' };
