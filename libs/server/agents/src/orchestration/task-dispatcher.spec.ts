import { AgentRegistry } from '../agents/agent-registry';
import { CURATOR } from '../agents/curator/curator.agent';
import { OfflineModelProvider } from '../models/offline-model.provider';
import { type ToolRegistry } from '../tools/tool-registry';
import { TaskDispatcher } from './task-dispatcher';

const tools = { get: (name: string) => ({ name, description: name }) } as unknown as ToolRegistry;
const office = (...definitions: (typeof CURATOR)[]) =>
  new AgentRegistry(definitions, tools, new OfflineModelProvider());

describe('TaskDispatcher', () => {
  const dispatcher = new TaskDispatcher(office(CURATOR, { ...CURATOR, name: 'auditor' }));

  it('gives a task to the agent that it names, else to the first', () => {
    expect(dispatcher.dispatch({ agent: 'auditor' })?.name).toBe('auditor');
    expect(dispatcher.dispatch({ agent: null })?.name).toBe('curator');
  });

  it('does not give a task to somebody else because its agent has left', () => {
    expect(dispatcher.dispatch({ agent: 'gone' })).toBeNull();
  });

  it('refuses unknown names with those that there are', () => {
    expect(() => dispatcher.check('gone')).toThrow('there are: curator, auditor');
    expect(() => dispatcher.check(undefined)).not.toThrow();
  });
});

describe('AgentRegistry', () => {
  it('does not start with two agents of one name, nor with a tool named twice or not known', () => {
    expect(() => office(CURATOR, CURATOR)).toThrow('two agents are called curator');
    expect(() => office({ ...CURATOR, tools: ['get_record', 'get_record'] })).toThrow('names a tool twice');
    const none = {
      get: (name: string) => {
        throw new Error(`there is no tool ${name}`);
      },
    } as unknown as ToolRegistry;
    expect(() => new AgentRegistry([CURATOR], none, new OfflineModelProvider())).toThrow(
      'there is no tool search_records',
    );
  });

  it('tells who works in the office, and with which model', () => {
    expect(office(CURATOR).describe('curator')).toMatchObject({
      model: 'offline',
      policy: { requires_approval: true, max_items: 5_000 },
    });
    expect(() => office(CURATOR).describe('nobody')).toThrow('There is no agent nobody');
  });
});
