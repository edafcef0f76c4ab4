import { type AgentSettings, DAILY_LIMIT_NAMES, TASK_LIMIT_NAMES } from '@bureau/contracts';
import { Database, type Executor, unwrap, WritePath } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { AGENT_POLICY_RESOURCE, type AgentPolicyRow } from './agent-policy.resource';

/** What an agent is granted before anybody said otherwise. */
const AS_DEFINED: AgentSettings = { enabled: true, limits: {}, daily_limits: {}, auto_approve: [] };

export interface GrantedSettings {
  settings: AgentSettings;
  /** 0 before anybody changed them. */
  version: number;
}

const READ = 'select agent, settings, version from agent_policies';

/** What admins grant agents, within what each agent's definition allows. */
@Injectable()
export class AgentPolicies {
  /** Of an agent that nobody changed. */
  static readonly UNCHANGED: GrantedSettings = { settings: AS_DEFINED, version: 0 };

  private readonly policies: WritePath<AgentPolicyRow>;

  constructor(private readonly database: Database) {
    this.policies = new WritePath(database, AGENT_POLICY_RESOURCE);
  }

  /** As it is now: never from a cache, since a task begins with it. */
  async of(agent: string): Promise<GrantedSettings> {
    const [row] = await this.database.query<AgentPolicyRow>({
      name: 'agent_policy',
      text: `${READ} where agent = $1`,
      values: [agent],
    });
    return toGranted(row);
  }

  /**
   * As it is now in a transaction.
   * @param lock `share`: a change of it waits for the transaction
   */
  async inTransaction(
    tx: Executor,
    agent: string,
    lock: 'none' | 'share' = 'none',
  ): Promise<GrantedSettings> {
    const [row] = await tx.query<AgentPolicyRow>({
      name: `agent_policy_${lock}`,
      text: `${READ} where agent = $1${lock === 'share' ? ' for share' : ''}`,
      values: [agent],
    });
    return toGranted(row);
  }

  /** Of every agent that somebody changed, by name. */
  async all(): Promise<Map<string, GrantedSettings>> {
    const rows = await this.database.query<AgentPolicyRow>({ name: 'agent_policies', text: READ });
    return new Map(rows.map((row) => [row.agent, toGranted(row)]));
  }

  /**
   * Changes the given settings; those left out stay.
   * @param ifMatch the version that the caller has seen, or null
   * @throws 412 for another version
   */
  async change(
    agent: string,
    patch: Partial<AgentSettings>,
    ifMatch: number | null,
  ): Promise<GrantedSettings> {
    return this.database.transaction(async (tx) => {
      const id = await this.ensure(tx, agent);
      const result = await this.policies.update(
        id,
        { settings: replacing(patch) },
        { executor: tx, ifMatch: ifMatch === 0 ? 1 : ifMatch, merge: ['settings'] },
      );
      return toGranted(unwrap(result, 'policy'));
    });
  }

  /** The agent's row, made where there is none. */
  private async ensure(tx: Executor, agent: string): Promise<number> {
    const [row] = await tx.query<{ id: number }>({
      name: 'agent_policy_ensure',
      text: `insert into agent_policies (agent) values ($1) on conflict (agent) do update set agent = excluded.agent returning id`,
      values: [agent],
    });
    if (!row) throw new Error(`the policy of ${agent} was not made`);
    return row.id;
  }
}

/** As a merge patch: an object that is given replaces the old one whole. */
function replacing({ limits, daily_limits, ...rest }: Partial<AgentSettings>): object {
  return {
    ...rest,
    ...(limits && { limits: { ...without(TASK_LIMIT_NAMES), ...limits } }),
    ...(daily_limits && { daily_limits: { ...without(DAILY_LIMIT_NAMES), ...daily_limits } }),
  };
}

function without(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

function toGranted(row: AgentPolicyRow | undefined): GrantedSettings {
  return { settings: { ...AS_DEFINED, ...row?.settings }, version: row?.version ?? 0 };
}
