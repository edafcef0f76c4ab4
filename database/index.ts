import { Foundation1763800000000 } from './migrations/1763800000000-foundation';
import { AuditSeals1764400000000 } from './migrations/1764400000000-audit-seals';

/** The one timeline of the schema, oldest first; every process checks it at boot. */
export const MIGRATIONS = [Foundation1763800000000, AuditSeals1764400000000];
