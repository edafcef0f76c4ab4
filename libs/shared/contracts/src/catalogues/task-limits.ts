/** What a task may use up before it pauses and asks. `default` counts where a request names nothing; nobody may ask for more than `max`. */
export const TASK_LIMITS = {
  /** Of work; waiting for people does not count. */
  minutes: { default: 15, max: 240, title: 'Minutes of work' },
  model_calls: { default: 25, max: 500, title: 'Calls of the model' },
  tool_calls: { default: 100, max: 2_000, title: 'Calls of tools' },
  /** Read and written. */
  tokens: { default: 500_000, max: 20_000_000, title: 'Tokens' },
  /** US dollars. */
  cost: { default: 1, max: 1_000, title: 'Cost in US dollars' },
  /** Proposed to be created, changed or related. */
  records: { default: 5_000, max: 50_000, title: 'Proposed records' },
  fields: { default: 50_000, max: 500_000, title: 'Proposed fields' },
  deletes: { default: 100, max: 5_000, title: 'Proposed deletes' },
  /** To people and to other systems. */
  messages: { default: 10, max: 500, title: 'Messages' },
} as const;

export type TaskLimitName = keyof typeof TASK_LIMITS;
export const TASK_LIMIT_NAMES = Object.keys(TASK_LIMITS) as TaskLimitName[];

/** The limits of one task, each a number of its own unit. */
export type TaskLimits = Record<TaskLimitName, number>;

/** What an agent, or everything that works for one person, may use up in a day (UTC). */
export const DAILY_LIMIT_NAMES = ['tokens', 'cost', 'records', 'deletes', 'messages'] as const;
export type DailyLimitName = (typeof DAILY_LIMIT_NAMES)[number];
export type DailyLimits = Partial<Record<DailyLimitName, number>>;

/** Whose limit was reached: the task's, the agent's of today, or the requester's of today. */
export const LIMIT_SCOPES = ['task', 'agent_day', 'requester_day'] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];
