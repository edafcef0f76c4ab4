import {
  AIMessage,
  AIMessageChunk,
  HumanMessage,
  ToolMessage,
  type BaseMessage,
} from '@langchain/core/messages';
import { tool } from 'langchain';
import { z } from 'zod';
import { TOOL } from '../../tools/tool-names';
import { OfflineModel } from './offline-model';
import { SIGNATURE } from './sayings';

const tools = Object.values(TOOL).map((name) =>
  tool(() => '', { name, description: name, schema: z.object({}) }),
);
const model = new OfflineModel({ wordPauseMs: 0 });

async function stream(...messages: BaseMessage[]) {
  let whole: AIMessageChunk | undefined;
  let chunks = 0;
  for await (const chunk of await model.bindTools(tools).stream(messages)) {
    whole = whole ? whole.concat(chunk as AIMessageChunk) : (chunk as AIMessageChunk);
    chunks += 1;
  }
  if (!whole) throw new Error('no answer');
  return { message: whole, chunks };
}

describe('OfflineModel', () => {
  it('calls a tool the way a language model does', async () => {
    const { message } = await stream(
      new HumanMessage('Set the status of every record whose name contains "x" to inactive.'),
    );
    expect(message.tool_calls).toEqual([
      {
        id: 'offline-1-0',
        name: 'propose_update_matching',
        type: 'tool_call',
        args: {
          title: 'Set status to inactive',
          reason: 'Asked for all records whose name contains “x”.',
          filter: [{ field: 'name', op: 'like', value: '%x%' }],
          set: [{ field: 'status', value: 'inactive' }],
        },
      },
    ]);
    expect(message.response_metadata['finish_reason']).toBe('tool_calls');
    expect(message.usage_metadata?.output_tokens).toBeGreaterThan(0);
  });

  it('streams its answer word by word and says who answers', async () => {
    const asked = new HumanMessage('How many records are there?');
    const { message: wish } = await stream(asked);
    const result = new ToolMessage({
      name: TOOL.aggregateRecords,
      tool_call_id: 'offline-1-0',
      content: '{"groups":[{"key":null,"count":3000}],"more":false}',
    });
    const { message, chunks } = await stream(
      asked,
      new AIMessage({ content: '', tool_calls: wish.tool_calls }),
      result,
    );
    expect(message.text).toBe(`There are **3,000 records**.${SIGNATURE}`);
    expect(chunks).toBeGreaterThan(5);
    expect(message.response_metadata['finish_reason']).toBe('stop');
  });

  it('gives the reason when a tool refuses', async () => {
    const refused = new ToolMessage({
      name: TOOL.searchRecords,
      tool_call_id: 'a',
      content: 'You may not see records.',
      status: 'error',
    });
    const { message } = await stream(new HumanMessage('List all records'), new AIMessage(''), refused);
    expect(message.text).toContain('You may not see records.');
  });

  it.each([
    ['Set the status of every record whose name contains "x"', 'To what value'],
    ['Find duplicates', 'By which field'],
    ['Relate record 1 to record 2', 'As what should the two be related?'],
    ['Summarise the given records', 'Which records?'],
    ['Set the status of the given records to draft', 'Which records?'],
  ])('asks instead of inventing what is missing: %s', async (request, question) => {
    const { message } = await stream(new HumanMessage(request));
    expect(message.tool_calls).toEqual([]);
    expect(message.text).toContain(question);
  });

  it('refuses a status that there is not, before it proposes anything', async () => {
    const { message } = await stream(new HumanMessage('Set the status of every record to deleted'));
    expect(message.text).toContain('is no status');
  });

  it('declines the rest with the list of what it understands', async () => {
    const { message } = await stream(new HumanMessage('Write a poem about the sea'));
    expect(message.tool_calls).toEqual([]);
    expect(message.text).toContain('Find duplicates by homepage');
    expect(message.text).toContain('offline model');
  });

  it('does not use a tool that it was not given', async () => {
    let text = '';
    for await (const chunk of await model.stream([new HumanMessage('How many records are there?')]))
      text += chunk.text;
    expect(text).toContain('I may not use the tool');
  });

  it('shows what records hold as text, never as markup', async () => {
    const result = new ToolMessage({
      name: TOOL.searchRecords,
      tool_call_id: 'a',
      content: JSON.stringify({
        records: [
          {
            id: 1,
            name: '[x](https://evil.example) | <b>',
            status: 'active',
            type: null,
            description: null,
            metadata: {},
            version: 1,
          },
        ],
        total: '1',
      }),
    });
    const { message } = await stream(new HumanMessage('List all records'), new AIMessage(''), result);
    expect(message.text).toContain('\\[x\\]\\(https://evil.example\\) \\| \\<b\\>');
  });

  it('stops when it is told to', async () => {
    const slow = new OfflineModel({ wordPauseMs: 20 });
    const stop = new AbortController();
    const reading = (async () => {
      for await (const chunk of await slow.stream([new HumanMessage('help')], { signal: stop.signal }))
        if (chunk.text) stop.abort();
    })();
    await expect(reading).rejects.toThrow();
  });
});
