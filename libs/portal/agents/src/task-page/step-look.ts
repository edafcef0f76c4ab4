import { statusLook } from '@bureau/portal-ui';
import {
  LucideBot,
  LucideCheck,
  LucideCircleQuestionMark,
  LucideFileDiff,
  type LucideIcon,
  LucideLoaderCircle,
  LucideOctagonAlert,
  LucideScale,
  LucideX,
} from '@lucide/angular';
import { type RepeatedSteps } from '../data/repeated-steps';
import { type TaskStep } from '../data/task-story';

export interface StepLook {
  icon: LucideIcon;
  tone: 'ok' | 'info' | 'warn' | 'error' | 'neutral' | 'agent';
  turning: boolean;
}

/** The icon and the colour of a step. Violet is for what agents propose and do themselves. */
export function stepLook(step: TaskStep | RepeatedSteps): StepLook {
  switch (step.kind) {
    case 'status': {
      const { icon, tone } = statusLook(step.status);
      return still(icon, tone === 'proposed' ? 'agent' : tone);
    }
    case 'agent':
      return still(LucideBot, 'agent');
    case 'tool':
      if (step.state === 'running') return { icon: LucideLoaderCircle, tone: 'info', turning: true };
      return step.state === 'done' ? still(LucideCheck, 'ok') : still(LucideX, 'error');
    case 'repeat':
      return still(LucideCheck, 'ok');
    case 'proposal':
      return still(LucideFileDiff, 'agent');
    case 'question':
      return still(LucideCircleQuestionMark, step.decided ? 'neutral' : 'warn');
    case 'decision':
      return still(LucideScale, 'neutral');
    case 'trouble':
      return still(LucideOctagonAlert, 'error');
  }
}

function still(icon: LucideIcon, tone: StepLook['tone']): StepLook {
  return { icon, tone, turning: false };
}
