import {
  DAILY_LIMIT_NAMES,
  type DailyLimits,
  type LimitScope,
  type TaskLimitName,
  type TaskLimits,
} from '@bureau/contracts';
import { LimitReached } from '../runtime/run-signals';
import { type DailyUsage } from './daily-usage';

/** Limits without any room left stop the next call of this kind. */
const BEFORE = {
  model: ['minutes', 'model_calls', 'tokens', 'cost'],
  tool: ['minutes', 'tool_calls'],
} as const satisfies Record<string, readonly TaskLimitName[]>;

/** What a writing call may go up to, but not beyond. */
const EFFECTS = ['records', 'fields', 'deletes', 'messages'] as const satisfies readonly TaskLimitName[];

type Used = Record<TaskLimitName, number>;

/** Checks what a run used up against what it may. Each check either returns or throws {@link LimitReached}. */
export class LimitKeeper {
  /**
   * @param limits of the task
   * @param daily of the agent and of the requester
   * @param exempt a person let this task go beyond the limits of the day
   */
  constructor(
    readonly limits: TaskLimits,
    private readonly daily: { agent: DailyLimits; requester: DailyLimits },
    private readonly exempt: boolean,
  ) {}

  /** Is there room for one more call? */
  beforeCall(kind: keyof typeof BEFORE, used: Used): void {
    for (const name of BEFORE[kind]) {
      if (used[name] >= this.limits[name]) throw this.reached(name, used[name], 'task');
    }
  }

  /** Did this effect stay within the limits? To be asked inside its transaction, which rolls back otherwise. */
  afterEffect(used: Used): void {
    for (const name of EFFECTS) {
      if (used[name] > this.limits[name]) throw this.reached(name, used[name], 'task');
    }
  }

  /** Is there room left today, for the agent and for the requester? */
  today(used: { agent: DailyUsage; requester: DailyUsage }): void {
    if (this.exempt) return;
    for (const name of DAILY_LIMIT_NAMES) {
      this.day('requester_day', name, this.daily.requester[name], used.requester[name]);
      this.day('agent_day', name, this.daily.agent[name], used.agent[name]);
    }
  }

  private day(scope: LimitScope, name: TaskLimitName, limit: number | undefined, used: number): void {
    if (limit !== undefined && used >= limit) throw new LimitReached(name, limit, used, scope);
  }

  private reached(name: TaskLimitName, used: number, scope: LimitScope): LimitReached {
    return new LimitReached(name, this.limits[name], used, scope);
  }
}
