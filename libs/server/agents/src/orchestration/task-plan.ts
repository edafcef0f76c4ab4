import { z } from 'zod';
import { type AnswerFormat } from '../models/model-provider';

/** Parts of one task: more of them are a project, which people plan. */
export const MAX_PARTS = 5;
const MAX_INPUT = 20_000;
const MAX_REASON = 500;

const planSchema = z.strictObject({
  reason: z.string().max(MAX_REASON),
  parts: z
    .array(z.strictObject({ agent: z.string(), input: z.string().min(1).max(MAX_INPUT) }))
    .min(1)
    .max(MAX_PARTS),
});

/** Who does what. A single part is the task itself. */
export type TaskPlan = z.infer<typeof planSchema>;

export type PlanReading = { ok: true; plan: TaskPlan } | { ok: false; problem: string };

/** What the model's answer must be; strict servers want every field required and nothing beside them. */
export function planFormat(agents: readonly string[]): AnswerFormat {
  return {
    name: 'plan',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['reason', 'parts'],
      properties: {
        reason: { type: 'string' },
        parts: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['agent', 'input'],
            properties: { agent: { type: 'string', enum: [...agents] }, input: { type: 'string' } },
          },
        },
      },
    },
  };
}

/**
 * Reads a plan as a model wrote it, alone or in a code fence.
 * @param agents who may be given work
 * @param most parts that the task's limits can be shared among
 */
export function readPlan(text: string, agents: readonly string[], most: number): PlanReading {
  const parsed = planSchema.safeParse(parseJson(text));
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const { parts } = parsed.data;
  const unknown = parts.find(({ agent }) => !agents.includes(agent));
  if (unknown)
    return {
      ok: false,
      problem: `There is no agent ${unknown.agent.slice(0, 100)}; there are: ${agents.join(', ')}.`,
    };
  if (parts.length > most)
    return { ok: false, problem: `There are ${parts.length} parts; at most ${most} are possible.` };
  return { ok: true, plan: parsed.data };
}

function parseJson(text: string): unknown {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}
