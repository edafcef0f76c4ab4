import { type AgentTask, TASK_LIMITS, type TaskLimitName } from '@bureau/contracts';
import { numberText } from '@bureau/portal-ui';

/** A limit and how far it is used up. */
export interface LimitFigure {
  name: TaskLimitName;
  label: string;
  used: number;
  limit: number;
  /** "198 / 500" */
  text: string;
}

const THOUSAND = 1_000;
const MS_PER_MINUTE = 60_000;
/** Limits of what only some tasks do are shown once it was done. */
const SHOWN_ALWAYS: readonly TaskLimitName[] = ['minutes', 'model_calls', 'tool_calls', 'tokens'];

/** The limits that matter to this task, each with what was used. */
export function limitFigures(task: AgentTask): LimitFigure[] {
  const used = usedOf(task);
  return (Object.keys(TASK_LIMITS) as TaskLimitName[])
    .filter((name) => SHOWN_ALWAYS.includes(name) || used[name] > 0)
    .map((name) => {
      const limit = task.limits[name];
      return {
        name,
        label: LABELS[name],
        used: used[name],
        limit,
        text: `${shown(name, used[name])} / ${shown(name, limit)}`,
      };
    });
}

const LABELS: Readonly<Record<TaskLimitName, string>> = {
  minutes: 'Minutes',
  model_calls: 'Model calls',
  tool_calls: 'Tool calls',
  tokens: 'Tokens',
  cost: 'Cost',
  records: 'Records',
  fields: 'Fields',
  deletes: 'Deletes',
  messages: 'Messages',
};

function usedOf({ usage }: AgentTask): Record<TaskLimitName, number> {
  return {
    minutes: usage.active_ms / MS_PER_MINUTE,
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

function shown(name: TaskLimitName, value: number): string {
  if (name === 'cost') return `$${value.toFixed(2)}`;
  if (name === 'minutes')
    return value < 10 ? String(Math.round(value * 10) / 10) : numberText(Math.round(value));
  if (name === 'tokens' && value >= THOUSAND) return `${numberText(Math.round(value / THOUSAND))}k`;
  return numberText(value);
}
