import { type BatchDecision, type BatchDecisionResult, type DecideChangeSets } from '@bureau/contracts';
import { commonError, ProblemError } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { ChangeSetReadings } from '../change-set-readings.service';
import { notForBatches } from '../change-sets.errors';
import { ChangeSetDecisions } from './change-set-decisions.service';

/** One decision on several sets of low risk: each is a vote of its own, and one that fails leaves the others alone. */
@Injectable()
export class BatchDecisions {
  constructor(
    private readonly readings: ChangeSetReadings,
    private readonly decisions: ChangeSetDecisions,
  ) {}

  /**
   * Each set is decided as its named version: what changed since is left alone.
   * @returns what came of each, in the order of the request
   * @throws 400 for a set that is named twice
   */
  async decide(body: DecideChangeSets): Promise<BatchDecision> {
    assertOnce(body.items);
    const results: BatchDecisionResult[] = [];
    for (const item of body.items) results.push(await this.one(item, body));
    const failed = results.filter(({ problem }) => problem !== null).length;
    return { decided: results.length - failed, failed, results };
  }

  private async one(
    { id, version }: DecideChangeSets['items'][number],
    { decision, reason }: DecideChangeSets,
  ): Promise<BatchDecisionResult> {
    try {
      const { risk } = await this.readings.get(id);
      // deletions make the risk at least medium
      if (risk !== 'low') throw notForBatches(risk);
      await this.decisions.decide(id, { decision, ...(reason !== undefined && { reason }) }, version);
      const { status } = await this.readings.get(id);
      if (status === 'stale') return { id, status, problem: DRIFTED };
      return { id, status, problem: null };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { id, status: null, problem: { status: error.status, code: error.code, detail: error.message } };
    }
  }
}

const DRIFTED = {
  status: 409,
  code: 'CHANGE_SET_STALE',
  detail: 'Records changed since this was proposed. Look at it again first.',
};

function assertOnce(items: DecideChangeSets['items']): void {
  const errors = items.flatMap(({ id }, at) =>
    items.findIndex((other) => other.id === id) === at
      ? []
      : [{ pointer: `/items/${at}/id`, code: 'DUPLICATE', detail: `Change set ${id} is named twice.` }],
  );
  const [first] = errors;
  if (first) throw commonError('VALIDATION_FAILED', first.detail, { errors });
}
