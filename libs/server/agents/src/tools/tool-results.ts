import { z } from 'zod';

/** What tools answer, as JSON: written for models, read back by the offline one. */
const record = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  type: z.string().nullable(),
  description: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  version: z.number(),
});
export type ToolRecord = z.infer<typeof record>;

export const searchResultSchema = z.object({
  records: z.array(record),
  /** How many match; `10000+` above ten thousand. */
  total: z.string(),
});
export type SearchResult = z.infer<typeof searchResultSchema>;

export const recordResultSchema = z.object({
  record,
  relations: z.array(z.object({ source: z.string(), relation_type: z.string(), target: z.string() })),
});
export type RecordResult = z.infer<typeof recordResultSchema>;

export const aggregateResultSchema = z.object({
  groups: z.array(z.object({ key: z.unknown(), count: z.number(), value: z.string().nullish() })),
  /** There are more groups than were returned. */
  more: z.boolean(),
});
export type AggregateResult = z.infer<typeof aggregateResultSchema>;

export const duplicatesResultSchema = z.object({
  groups: z.array(z.object({ value: z.unknown(), count: z.number(), ids: z.array(z.number()) })),
  more: z.boolean(),
});
export type DuplicatesResult = z.infer<typeof duplicatesResultSchema>;

export const comparisonResultSchema = z.object({
  records: z.array(z.object({ id: z.number(), name: z.string() })),
  /** Fields with the same value in all of them. */
  same: z.record(z.string(), z.unknown()),
  /** Values in the order of the records; null where one has none. */
  different: z.array(z.object({ field: z.string(), values: z.array(z.unknown()) })),
});
export type ComparisonResult = z.infer<typeof comparisonResultSchema>;

export const historyResultSchema = z.object({
  record_id: z.number(),
  /** Newest first. */
  entries: z.array(
    z.object({
      at: z.string(),
      action: z.string(),
      version: z.number().nullable(),
      by: z.string(),
      reason: z.string().nullable(),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
  more: z.boolean(),
});
export type HistoryResult = z.infer<typeof historyResultSchema>;

export const toldResultSchema = z.object({ told: z.array(z.string()) });
export type ToldResult = z.infer<typeof toldResultSchema>;

/** What became of a proposal: told to the agent once people decided. */
export const proposalResultSchema = z.object({
  outcome: z.string(),
  change_set_id: z.number().optional(),
  committed: z.number().optional(),
  rejected: z.number().optional(),
  reason: z.string().nullish(),
});
export type ProposalResult = z.infer<typeof proposalResultSchema>;
