import { type JsonObject, type RuleResource } from '@bureau/contracts';
import { type Executor } from '../database/statement';

const TABLES: Readonly<Record<RuleResource, string>> = { entity: 'entities' };

/** One row of a resource that rules are about, with all of its values; null where there is none. */
export async function ruleRow(
  executor: Executor,
  resource: RuleResource,
  id: number,
): Promise<(JsonObject & { name: string }) | null> {
  const [row] = await executor.query<JsonObject & { name: string }>({
    name: `rule_row_${resource}`,
    text: `select * from ${TABLES[resource]} where id = $1::bigint`,
    values: [id],
  });
  return row ?? null;
}
