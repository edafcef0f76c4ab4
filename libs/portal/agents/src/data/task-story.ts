import { type AgentTaskEvent, type AgentTaskStatus, type JsonObject, TASK_LIMITS } from '@bureau/contracts';

interface Moment {
  seq: number;
  at: string;
}

export interface StatusStep extends Moment {
  kind: 'status';
  status: AgentTaskStatus;
  reason: string | null;
}

export interface AgentStep extends Moment {
  kind: 'agent';
  agent: string;
  model: string;
  attempt: number;
}

/** One call of a tool, from its start to its outcome. */
export interface ToolStep extends Moment {
  kind: 'tool';
  call_id: string;
  tool: string;
  summary: string;
  input: JsonObject;
  state: 'running' | 'done' | 'failed';
  outcome: string | null;
  duration_ms: number | null;
}

export interface ProposalStep extends Moment {
  kind: 'proposal';
  change_set_id: number;
  title: string;
  items: number;
}

export interface QuestionStep extends Moment {
  kind: 'question';
  escalation_id: number;
  asks: string;
  title: string;
  decided: boolean;
}

export interface DecisionStep extends Moment {
  kind: 'decision';
  decision: string;
  /** Absent where time ran out. */
  by: number | null;
  change_set_id: number | null;
}

export interface TroubleStep extends Moment {
  kind: 'trouble';
  title: string;
  detail: string;
}

export type TaskStep =
  StatusStep | AgentStep | ToolStep | ProposalStep | QuestionStep | DecisionStep | TroubleStep;

/** What an agent wrote, once it was whole. */
export interface TaskMessage {
  id: string;
  agent: string;
  text: string;
}

/** A task as its durable events tell it. */
export interface TaskStory {
  /** The last event that is told; events arrive without gaps. */
  lastSeq: number;
  status: AgentTaskStatus | null;
  steps: readonly TaskStep[];
  messages: readonly TaskMessage[];
  changeSetIds: readonly number[];
}

export const EMPTY_STORY: TaskStory = {
  lastSeq: 0,
  status: null,
  steps: [],
  messages: [],
  changeSetIds: [],
};

/** The story with the next events told; those that it knows already change nothing. */
export function tell(story: TaskStory, events: readonly AgentTaskEvent[]): TaskStory {
  const next: Draft = {
    lastSeq: story.lastSeq,
    status: story.status,
    steps: [...story.steps],
    messages: [...story.messages],
    changeSetIds: [...story.changeSetIds],
  };
  for (const event of events) {
    if (event.seq <= next.lastSeq) continue;
    tellOne(next, event);
    next.lastSeq = event.seq;
  }
  return next.lastSeq === story.lastSeq ? story : next;
}

/** What the agent asks and nobody has answered; approvals are asked for by their proposals. */
export function openQuestions({ steps }: TaskStory): QuestionStep[] {
  return steps.filter(
    (step): step is QuestionStep => step.kind === 'question' && !step.decided && step.asks !== 'approval',
  );
}

interface Draft extends TaskStory {
  steps: TaskStep[];
  messages: TaskMessage[];
  changeSetIds: number[];
}

function tellOne(story: Draft, event: AgentTaskEvent): void {
  const { seq, at } = event;
  switch (event.type) {
    case 'task.status':
      story.status = event.data.status;
      story.steps.push({
        kind: 'status',
        seq,
        at,
        status: event.data.status,
        reason: event.data.reason ?? null,
      });
      break;
    case 'agent.started':
      story.steps.push({ kind: 'agent', seq, at, ...event.data });
      break;
    case 'agent.finished':
      break;
    case 'message':
      putMessage(story, event.data);
      break;
    case 'tool.started':
      story.steps.push({
        kind: 'tool',
        seq,
        at,
        ...event.data,
        state: 'running',
        outcome: null,
        duration_ms: null,
      });
      break;
    case 'tool.finished':
      finishTool(story, event.data);
      break;
    default:
      tellDecisions(story, event);
  }
}

type DecisionEvent = Extract<
  AgentTaskEvent,
  { type: 'change_set.proposed' | 'escalation.opened' | 'escalation.decided' | 'limit.reached' | 'error' }
>;

function tellDecisions(story: Draft, event: DecisionEvent): void {
  const { seq, at } = event;
  switch (event.type) {
    case 'change_set.proposed':
      story.changeSetIds.push(event.data.change_set_id);
      story.steps.push({ kind: 'proposal', seq, at, ...event.data });
      break;
    case 'escalation.opened': {
      const { escalation_id, kind: asks, title } = event.data;
      // what is passed on is asked again, of somebody else
      closeQuestion(story, escalation_id);
      story.steps.push({ kind: 'question', seq, at, escalation_id, asks, title, decided: false });
      break;
    }
    case 'escalation.decided':
      closeQuestion(story, event.data.escalation_id);
      story.steps.push({
        kind: 'decision',
        seq,
        at,
        decision: event.data.decision,
        by: event.data.by,
        change_set_id: event.data.change_set_id ?? null,
      });
      break;
    case 'limit.reached':
      story.steps.push({
        kind: 'trouble',
        seq,
        at,
        title: 'Paused at a limit',
        detail: `${TASK_LIMITS[event.data.limit].title}: ${event.data.value.toLocaleString('en')}`,
      });
      break;
    case 'error':
      story.steps.push({ kind: 'trouble', seq, at, title: 'Stopped by an error', detail: event.data.detail });
  }
}

/** A run that was taken up again tells a message anew under its old id. */
function putMessage(story: Draft, message: { message_id: string; agent: string; text: string }): void {
  const { message_id: id, agent, text } = message;
  const known = story.messages.findIndex((each) => each.id === id);
  if (known < 0) story.messages.push({ id, agent, text });
  else story.messages[known] = { id, agent, text };
}

function finishTool(
  story: Draft,
  end: { call_id: string; ok: boolean; summary: string; duration_ms: number },
): void {
  const index = story.steps.findLastIndex((step) => step.kind === 'tool' && step.call_id === end.call_id);
  const step = story.steps[index];
  if (step?.kind !== 'tool') return;
  story.steps[index] = {
    ...step,
    state: end.ok ? 'done' : 'failed',
    outcome: end.summary,
    duration_ms: end.duration_ms,
  };
}

function closeQuestion(story: Draft, id: number | undefined): void {
  const index = story.steps.findIndex((step) => step.kind === 'question' && step.escalation_id === id);
  const step = story.steps[index];
  if (step?.kind === 'question') story.steps[index] = { ...step, decided: true };
}
