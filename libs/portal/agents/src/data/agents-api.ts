import { inject, Service } from '@angular/core';
import {
  type Agent,
  type AgentSettings,
  type AgentTask,
  type AgentTaskEvent,
  type ChangeSet,
  type CreateAgentTask,
  type DecideChangeSet,
  type DecideEscalation,
  type DelegateDecision,
  type Escalation,
} from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** How many events are read at once while a task's story is caught up with. */
const EVENTS_AT_ONCE = 200;

/** What people ask of agents, and how they answer them. Every call rejects with an `ApiProblem`. */
@Service()
export class AgentsApi {
  readonly #api = inject(Api);

  /** @param key repeats of one draft carry the same key, so that a lost answer does not make a second task */
  ask(task: CreateAgentTask, key: string): Promise<AgentTask> {
    return this.#api.post('/agent-tasks', task, { idempotencyKey: key });
  }

  task(id: number): Promise<AgentTask> {
    return this.#api.get(`/agent-tasks/${id}`);
  }

  /** The events after `seq` in order; an empty list when there is none left. */
  eventsAfter(id: number, seq: number): Promise<AgentTaskEvent[]> {
    return this.#api.get(`/agent-tasks/${id}/events`, { after_seq: seq, limit: EVENTS_AT_ONCE });
  }

  cancel(id: number): Promise<AgentTask> {
    return this.#api.post(`/agent-tasks/${id}/cancel`);
  }

  retry(id: number): Promise<AgentTask> {
    return this.#api.post(`/agent-tasks/${id}/retry`);
  }

  changeSet(id: number): Promise<ChangeSet> {
    return this.#api.get(`/change-sets/${id}`);
  }

  decide(id: number, decision: DecideChangeSet): Promise<ChangeSet> {
    return this.#api.post(`/change-sets/${id}/decision`, decision);
  }

  /** Takes a stale set up again: same changes, measured against the records as they are now. */
  lookAgain(id: number): Promise<ChangeSet> {
    return this.#api.post(`/change-sets/${id}/refresh`);
  }

  /** Makes the set that takes this one back; it is decided like any other. */
  revert(id: number): Promise<ChangeSet> {
    return this.#api.post(`/change-sets/${id}/revert`);
  }

  /** @param version of the policy that was seen */
  changePolicy(name: string, settings: Partial<AgentSettings>, version: number): Promise<Agent> {
    return this.#api.put(`/agents/${encodeURIComponent(name)}/policy`, settings, { ifMatch: version });
  }

  /** Makes the set that takes back everything that the task changed. */
  revertTask(id: number): Promise<ChangeSet> {
    return this.#api.post(`/agent-tasks/${id}/revert`);
  }

  /** Passes the decision on a set to somebody else. */
  delegate(id: number, to: DelegateDecision): Promise<ChangeSet> {
    return this.#api.post(`/change-sets/${id}/delegate`, to);
  }

  /** Passes what an agent asks on to somebody else. */
  delegateQuestion(id: number, to: DelegateDecision): Promise<Escalation> {
    return this.#api.post(`/escalations/${id}/delegate`, to);
  }

  answer(escalationId: number, answer: DecideEscalation): Promise<Escalation> {
    return this.#api.post(`/escalations/${escalationId}/decision`, answer);
  }
}
