import { Foundation1763800000000 } from './migrations/1763800000000-foundation';
import { AuditSeals1764400000000 } from './migrations/1764400000000-audit-seals';
import { SignIn1764510000000 } from './migrations/1764510000000-sign-in';
import { Records1764530000000 } from './migrations/1764530000000-records';

/** The one timeline of the schema, oldest first; every process checks it at boot. */
export const MIGRATIONS = [
  Foundation1763800000000,
  AuditSeals1764400000000,
  SignIn1764510000000,
  Records1764530000000,
];
