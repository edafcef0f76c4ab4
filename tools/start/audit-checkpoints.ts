import { join } from 'node:path';
import { MACHINE_DIR } from '../workspace/paths.ts';

/** The file to which the worker notes every seal of the audit log; the key that signs them lies beside it. */
export function checkpointFile(env: NodeJS.ProcessEnv): string {
  return env.AUDIT_CHECKPOINTS || join(MACHINE_DIR, 'audit-checkpoints.jsonl');
}
