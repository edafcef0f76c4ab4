import { foldRepeats } from './repeated-steps';
import { type TaskStep, type ToolStep } from './task-story';

function call(seq: number, tool: string, state: ToolStep['state'] = 'done'): ToolStep {
  return {
    kind: 'tool',
    seq,
    at: '',
    call_id: `c${seq}`,
    tool,
    summary: '',
    input: {},
    state,
    outcome: null,
    duration_ms: 2,
  };
}

describe('repeated steps', () => {
  it('fold into one line with their number and time', () => {
    const folded = foldRepeats([
      call(1, 'search'),
      call(2, 'get'),
      call(3, 'get'),
      call(4, 'get'),
      call(5, 'search'),
    ]);

    expect(folded.map((step) => step.kind)).toEqual(['tool', 'repeat', 'tool']);
    expect(folded[1]).toMatchObject({
      tool: 'get',
      duration_ms: 6,
      steps: [{ seq: 2 }, { seq: 3 }, { seq: 4 }],
    });
  });

  it('stay apart when there are two', () => {
    expect(foldRepeats([call(1, 'get'), call(2, 'get')])).toHaveLength(2);
  });

  it('never hide a call that failed or still runs', () => {
    const steps: TaskStep[] = [
      call(1, 'get'),
      call(2, 'get'),
      call(3, 'get', 'failed'),
      call(4, 'get', 'running'),
    ];

    expect(foldRepeats(steps)).toEqual(steps);
  });
});
