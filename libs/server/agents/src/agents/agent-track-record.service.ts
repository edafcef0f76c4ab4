import { type AgentTrackRecord } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recommend, trustedShare } from '../change-sets/track-record/recommendation';
import { readTrackRecord } from '../change-sets/track-record/track-records.repository';
import { AgentPolicies } from './agent-policies.service';
import { AgentRegistry } from './agent-registry';

/** Metadata has no end of fields; the rarest of them tell nothing. */
const MAX_FIGURES = 200;

/** What people made of an agent's changes, and what that speaks for. */
@Injectable()
export class AgentTrackRecords {
  constructor(
    private readonly database: Database,
    private readonly registry: AgentRegistry,
    private readonly policies: AgentPolicies,
  ) {}

  /** @throws 404 where there is no agent of the name */
  async of(name: string): Promise<AgentTrackRecord> {
    const { name: agent } = this.registry.named(name);
    const { settings } = await this.policies.of(agent);
    const figures = await readTrackRecord(this.database, agent, MAX_FIGURES);
    return {
      agent,
      figures: figures.map((counts) => ({
        ...counts,
        lower_bound: Math.floor(trustedShare(counts) * 1_000) / 1_000,
        recommendation: recommend(counts, settings.auto_approve),
      })),
    };
  }
}
