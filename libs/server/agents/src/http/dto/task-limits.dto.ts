import { type DailyLimits, TASK_LIMITS, type TaskLimitName, type TaskLimits } from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';

/** Below these no task could begin; of what it may propose or send, none is a limit too. */
const LEAST: Partial<Record<TaskLimitName, number>> = { minutes: 0.1, model_calls: 1, tokens: 1, cost: 0.01 };
const FRACTIONS: ReadonlySet<TaskLimitName> = new Set<TaskLimitName>(['minutes', 'cost']);
const MOST_A_DAY = 1_000_000_000;

function Limit(name: TaskLimitName, maximum: number = TASK_LIMITS[name].max): PropertyDecorator {
  const minimum = LEAST[name] ?? 0;
  const whole = !FRACTIONS.has(name);
  return applyDecorators(
    ApiPropertyOptional({
      type: whole ? 'integer' : 'number',
      minimum,
      maximum,
      default: maximum === MOST_A_DAY ? undefined : TASK_LIMITS[name].default,
      description: TASK_LIMITS[name].title,
    }),
    IsOptional(),
    whole ? IsInt() : IsNumber({ maxDecimalPlaces: 6 }),
    Min(minimum),
    Max(maximum),
  );
}

/** What a task may use up; the usual limits for what is left out. */
export class TaskLimitsDto implements Partial<TaskLimits> {
  @Limit('minutes')
  minutes?: number;

  @Limit('model_calls')
  model_calls?: number;

  @Limit('tool_calls')
  tool_calls?: number;

  @Limit('tokens')
  tokens?: number;

  @Limit('cost')
  cost?: number;

  @Limit('records')
  records?: number;

  @Limit('fields')
  fields?: number;

  @Limit('deletes')
  deletes?: number;

  @Limit('messages')
  messages?: number;
}

/** What an agent may use up in a day (UTC), over all who ask it; no limit for what is left out. */
export class DailyLimitsDto implements DailyLimits {
  @Limit('tokens', MOST_A_DAY)
  tokens?: number;

  @Limit('cost', MOST_A_DAY)
  cost?: number;

  @Limit('records', MOST_A_DAY)
  records?: number;

  @Limit('deletes', MOST_A_DAY)
  deletes?: number;

  @Limit('messages', MOST_A_DAY)
  messages?: number;
}
