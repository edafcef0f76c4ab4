import { statusLook } from '@bureau/portal-ui';
import { type TaskStep } from '../data/task-story';

/** A step as one sentence, for those who hear the page. */
export function spokenStep(step: TaskStep): string {
  switch (step.kind) {
    case 'status':
      return step.status === 'completed' ? 'Answer ready' : `Task: ${statusLook(step.status).word}`;
    case 'agent':
      return `${step.agent} ${step.attempt > 1 ? 'goes on' : 'works on it'}`;
    case 'tool':
      return step.outcome ?? step.summary;
    case 'proposal':
      return `Proposed: ${step.title}`;
    case 'question':
      return step.asks === 'approval' ? step.title : `Asks: ${step.title}`;
    case 'decision':
      return `Decided: ${step.decision}`;
    case 'trouble':
      return `${step.title}: ${step.detail}`;
  }
}
