import { type Permission } from '@bureau/contracts';
import { type Caller } from '@bureau/platform';
import { type ImportPlan } from './plan/import-plan';

/** The first permission that an import under this plan needs and the caller lacks; null where they have all. */
export function missingRight({ permissions }: Caller, plan: ImportPlan | null): Permission | null {
  const updates = plan?.key_column && plan.on_match === 'update';
  const needed: Permission[] = [
    'entity:import',
    'entity:create',
    ...(updates ? (['entity:update'] as const) : []),
  ];
  return needed.find((permission) => !permissions.has(permission)) ?? null;
}
