import { type AgentTaskEvent, type TaskEventData, type TaskEventType } from '@bureau/contracts';
import { EMPTY_STORY, openQuestions, tell } from './task-story';

function event<T extends TaskEventType>(seq: number, type: T, data: TaskEventData[T]): AgentTaskEvent {
  return {
    task_id: 7,
    seq,
    type,
    at: `2026-11-22T10:00:${String(seq).padStart(2, '0')}.000Z`,
    data,
  } as AgentTaskEvent;
}

const run: AgentTaskEvent[] = [
  event(1, 'task.status', { status: 'running' }),
  event(2, 'agent.started', { agent: 'curator', model: 'offline', attempt: 1 }),
  event(3, 'tool.started', {
    call_id: 'c1',
    tool: 'search_records',
    input: { q: 'web' },
    summary: 'Search "web"',
  }),
  event(4, 'tool.finished', {
    call_id: 'c1',
    tool: 'search_records',
    ok: true,
    summary: '12 found',
    duration_ms: 8,
  }),
  event(5, 'change_set.proposed', { change_set_id: 41, title: 'Archive', items: 12 }),
  event(6, 'escalation.opened', { escalation_id: 9, kind: 'approval', title: 'Archive' }),
  event(7, 'escalation.decided', { escalation_id: 9, change_set_id: 41, decision: 'approve', by: 3 }),
  event(8, 'message', { message_id: 'm1', agent: 'curator', text: 'Done.' }),
];

describe('a task’s story', () => {
  it('joins the start and the end of a tool call into one step', () => {
    const [, , step] = tell(EMPTY_STORY, run).steps;

    expect(step).toMatchObject({
      kind: 'tool',
      summary: 'Search "web"',
      state: 'done',
      outcome: '12 found',
      duration_ms: 8,
    });
  });

  it('says that a call failed', () => {
    const story = tell(EMPTY_STORY, [
      ...run.slice(0, 3),
      event(4, 'tool.finished', {
        call_id: 'c1',
        tool: 'search_records',
        ok: false,
        summary: 'refused',
        duration_ms: 1,
      }),
    ]);

    expect(story.steps.at(-1)).toMatchObject({ state: 'failed', outcome: 'refused' });
  });

  it('is the same however often and in however many pieces events arrive', () => {
    const whole = tell(EMPTY_STORY, run);
    const pieces = run.reduce(
      (story, each, index) => tell(story, run.slice(Math.max(0, index - 2), index + 1)),
      EMPTY_STORY,
    );

    expect(pieces).toEqual(whole);
    expect(tell(whole, run)).toBe(whole);
  });

  it('closes the question that a decision answers and knows the proposals', () => {
    const story = tell(EMPTY_STORY, run);

    expect(story.steps).toContainEqual(
      expect.objectContaining({ kind: 'question', escalation_id: 9, decided: true }),
    );
    expect(story.changeSetIds).toEqual([41]);
  });

  it('asks a question that was passed on once', () => {
    const asked = { escalation_id: 5, kind: 'question', title: 'Which one?' };
    const story = tell(EMPTY_STORY, [
      event(1, 'escalation.opened', asked),
      event(2, 'escalation.opened', { ...asked, delegated_to: 4, by: 3 }),
    ]);

    expect(openQuestions(story).map(({ seq }) => seq)).toEqual([2]);
  });

  it('replaces a message that a second run tells anew', () => {
    const story = tell(tell(EMPTY_STORY, run), [
      event(9, 'message', { message_id: 'm1', agent: 'curator', text: 'Done again.' }),
    ]);

    expect(story.messages).toEqual([{ id: 'm1', agent: 'curator', text: 'Done again.' }]);
  });

  it('tells a limit and an error in words', () => {
    const story = tell(EMPTY_STORY, [
      event(1, 'limit.reached', { limit: 'tool_calls', value: 1500, used: 1500, scope: 'task' }),
      event(2, 'error', { code: 'MODEL_UNAVAILABLE', detail: 'The model did not answer.' }),
    ]);

    expect(story.steps).toMatchObject([
      { kind: 'trouble', detail: 'Calls of tools: 1,500' },
      { kind: 'trouble', detail: 'The model did not answer.' },
    ]);
  });
});
