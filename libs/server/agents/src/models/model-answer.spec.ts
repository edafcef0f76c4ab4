import { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import { readAnswer, takeAnswer, toJson, toMessage, withUniqueIds } from './model-answer';

const answer = (fields: object) =>
  new AIMessage({ content: '', response_metadata: { finish_reason: 'stop' }, ...fields });
const call = (id: string) => ({ id, name: 'search_records', args: { q: 'x' }, type: 'tool_call' as const });

describe('taking an answer', () => {
  it('takes one that is whole, and gives it back from the ledger as it was', () => {
    const taken = takeAnswer(
      answer({
        content: 'Look.',
        tool_calls: [call('a')],
        response_metadata: { finish_reason: 'tool_calls' },
      }),
    );
    const again = toMessage(readAnswer(JSON.parse(JSON.stringify(toJson(taken)))), 'm1');
    expect([again.text, again.tool_calls]).toEqual(['Look.', [call('a')]]);
  });

  it.each([
    ['without a finish reason', { content: 'half', response_metadata: {} }],
    ['with nothing in it', { content: '' }],
    [
      'cut off in its tool calls',
      { tool_calls: [call('a')], response_metadata: { finish_reason: 'length' } },
    ],
    [
      'with arguments that could not be read',
      {
        content: 'x',
        invalid_tool_calls: [{ name: 'a', args: '{', id: 'a', error: 'no JSON', type: 'invalid_tool_call' }],
      },
    ],
  ])('refuses one %s', (_name, fields) => {
    expect(() => takeAnswer(answer(fields))).toThrow();
  });

  it('refuses arguments that the client repaired from half a JSON', () => {
    const chunk = new AIMessageChunk({
      content: '',
      tool_call_chunks: [{ id: 'a', name: 'pay', args: '{"amount": 10', index: 0, type: 'tool_call_chunk' }],
      response_metadata: { finish_reason: 'tool_calls' },
    });
    expect(chunk.tool_calls?.[0]?.args).toEqual({ amount: 10 }); // what would have run
    expect(() => takeAnswer(chunk)).toThrow('not JSON');
  });

  it('refuses what a content filter stopped, and what is too long', () => {
    expect(() =>
      takeAnswer(answer({ content: 'x', response_metadata: { finish_reason: 'content_filter' } })),
    ).toThrow('content filter');
    expect(() => takeAnswer(answer({ content: 'x'.repeat(200_001) }))).toThrow('longer than');
  });

  it('gives calls ids of their own where the model used one twice, or none', () => {
    const taken = { text: '', tool_calls: [call('a'), call('a'), call(''), call('known')] };
    const ids = withUniqueIds(taken, 'm2', (id) => id === 'known').tool_calls.map(({ id }) => id);
    expect(ids).toEqual(['a', 'm2-1', 'm2-2', 'm2-3']);
  });
});
