import { STEP_KINDS, STEP_STATUSES } from '@bureau/contracts';
import { type ListDefinition } from '@bureau/platform';

/** Characters of a step's input or output that lists show; the ledger keeps the whole. */
export const MAX_STEP_TEXT = 4_000;
/** What words are searched for in: PostgreSQL refuses a tsvector of more than a megabyte. */
const MAX_SEARCHED = 100_000;

const shown = (column: string) => `left(e.${column}::text, ${MAX_STEP_TEXT + 1}) as ${column}`;

/** What lists of a task's steps may be filtered, searched and sorted by. */
export const AGENT_STEP_LIST: ListDefinition = {
  name: 'agent_steps',
  from: 'agent_steps e',
  select: [
    'e.id',
    'e.task_id',
    'e.run',
    'e.kind',
    'e.step_key as key',
    'e.name',
    'e.status',
    shown('input'),
    shown('output'),
    'e.input_tokens',
    'e.output_tokens',
    'e.cost',
    'e.change_set_id',
    'e.escalation_id',
    'e.started_at',
    'e.finished_at',
    '(extract(epoch from e.finished_at - e.started_at) * 1000)::int as duration_ms',
  ],
  sort: 'id',
  search: `to_tsvector('simple', left(e.name || ' ' || e.input::text || ' ' || coalesce(e.output::text, ''), ${MAX_SEARCHED}))`,
  columns: {
    id: { sql: 'e.id', type: 'bigint', sort: true },
    run: { sql: 'e.run', type: 'int' },
    kind: { sql: 'e.kind', type: 'text', values: STEP_KINDS },
    name: { sql: 'e.name', type: 'text' },
    status: { sql: 'e.status', type: 'text', values: STEP_STATUSES },
    input_tokens: { sql: 'e.input_tokens', type: 'int', sort: true },
    output_tokens: { sql: 'e.output_tokens', type: 'int', sort: true },
    cost: { sql: 'e.cost', type: 'numeric', sort: true },
    change_set_id: { sql: 'e.change_set_id', type: 'bigint', nullable: true },
    started_at: { sql: 'e.started_at', type: 'timestamptz', sort: true },
    finished_at: { sql: 'e.finished_at', type: 'timestamptz', nullable: true },
  },
};
