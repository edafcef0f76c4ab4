import { type TaskLimitName, type TaskUsage } from '@bureau/contracts';

/** What one recorded step adds to what a task used up. */
export interface UsageDelta {
  input_tokens?: number;
  output_tokens?: number;
  /** US dollars, as a decimal. */
  cost?: string;
  model_calls?: number;
  tool_calls?: number;
  records?: number;
  fields?: number;
  deletes?: number;
  messages?: number;
}

const MS_PER_MINUTE = 60_000;

/**
 * How much of each limit is used up, in the limit's own unit.
 * @param activeMs time at work so far, the spell under way included
 */
export function usedOf(usage: Omit<TaskUsage, 'active_ms'>, activeMs: number): Record<TaskLimitName, number> {
  return {
    minutes: activeMs / MS_PER_MINUTE,
    model_calls: usage.model_calls,
    tool_calls: usage.tool_calls,
    tokens: usage.input_tokens + usage.output_tokens,
    cost: Number(usage.cost),
    records: usage.records,
    fields: usage.fields,
    deletes: usage.deletes,
    messages: usage.messages,
  };
}

/** The usage among the columns of a task's row. */
export function toTaskUsage(row: TaskUsage): TaskUsage {
  return {
    input_tokens: row.input_tokens,
    output_tokens: row.output_tokens,
    tool_calls: row.tool_calls,
    cost: row.cost,
    model_calls: row.model_calls,
    records: row.records,
    fields: row.fields,
    deletes: row.deletes,
    messages: row.messages,
    active_ms: row.active_ms,
  };
}
