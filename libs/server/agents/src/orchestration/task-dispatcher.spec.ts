import { AgentPolicies } from '../agents/agent-policies.service';
import { AgentRegistry } from '../agents/agent-registry';
import { CURATOR } from '../agents/curator/curator.agent';
import { OfflineModelProvider } from '../models/offline-model.provider';
import { type ToolRegistry } from '../tools/tool-registry';
import { TaskDispatcher } from './task-dispatcher';

const tools = { get: (name: string) => ({ name, description: name }) } as unknown as ToolRegistry;
const office = (...definitions: (typeof CURATOR)[]) =>
  new AgentRegistry(definitions, tools, new OfflineModelProvider());

/** Agents of these names are switched off. */
const policies = (...off: string[]) => {
  const of = (name: string) => ({
    ...AgentPolicies.UNCHANGED,
    settings: { ...AgentPolicies.UNCHANGED.settings, enabled: !off.includes(name) },
  });
  return {
    of: (name: string) => Promise.resolve(of(name)),
    all: () => Promise.resolve(new Map(off.map((name) => [name, of(name)]))),
  } as unknown as AgentPolicies;
};

describe('TaskDispatcher', () => {
  const agents = office(CURATOR, { ...CURATOR, name: 'auditor' });
  const dispatcher = new TaskDispatcher(agents, policies());

  it('gives a task to the agent that it names, else to the dispatcher, or to the only one that is switched on', async () => {
    expect((await dispatcher.dispatch({ agent: 'auditor' }))?.name).toBe('auditor');
    expect((await dispatcher.dispatch({ agent: null }))?.name).toBe('dispatcher');
    expect((await dispatcher.dispatch({ agent: 'dispatcher' }))?.name).toBe('dispatcher');
    const without = new TaskDispatcher(agents, policies('curator'));
    expect((await without.dispatch({ agent: null }))?.name).toBe('auditor');
    expect(
      await new TaskDispatcher(agents, policies('curator', 'auditor')).dispatch({ agent: null }),
    ).toBeNull();
  });

  it('refuses an agent that is switched off', async () => {
    const without = new TaskDispatcher(agents, policies('curator'));
    await expect(without.check('curator')).rejects.toThrow('The agent curator is switched off');
    await expect(without.check('auditor')).resolves.toBeUndefined();
  });

  it('does not give a task to somebody else because its agent has left', async () => {
    expect(await dispatcher.dispatch({ agent: 'gone' })).toBeNull();
  });

  it('refuses unknown names with those that there are', async () => {
    await expect(dispatcher.check('dispatcher')).rejects.toThrow('There is no such agent');
    await expect(dispatcher.check('gone')).rejects.toThrow('there are: curator, auditor');
    await expect(dispatcher.check(undefined)).resolves.toBeUndefined();
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
    expect(office(CURATOR).describe(CURATOR, AgentPolicies.UNCHANGED)).toMatchObject({
      model: 'offline',
      policy: { requires_approval: true, max_items: 5_000, enabled: true, version: 0 },
    });
    expect(() => office(CURATOR).named('nobody')).toThrow('There is no agent nobody');
  });
});
