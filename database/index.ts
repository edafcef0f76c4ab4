import { Foundation1763800000000 } from './migrations/1763800000000-foundation';
import { AuditSeals1764400000000 } from './migrations/1764400000000-audit-seals';
import { Roles1764500000000 } from './migrations/1764500000000-roles';
import { SignIn1764510000000 } from './migrations/1764510000000-sign-in';
import { ApiKeys1764520000000 } from './migrations/1764520000000-api-keys';
import { Records1764530000000 } from './migrations/1764530000000-records';
import { Imports1764540000000 } from './migrations/1764540000000-imports';
import { Memory1764550000000 } from './migrations/1764550000000-memory';
import { AgentLimits1764560000000 } from './migrations/1764560000000-agent-limits';
import { Conversations1764570000000 } from './migrations/1764570000000-conversations';
import { Review1764580000000 } from './migrations/1764580000000-review';

/** The one timeline of the schema, oldest first; every process checks it at boot. */
export const MIGRATIONS = [
  Foundation1763800000000,
  AuditSeals1764400000000,
  Roles1764500000000,
  SignIn1764510000000,
  ApiKeys1764520000000,
  Records1764530000000,
  Imports1764540000000,
  Memory1764550000000,
  AgentLimits1764560000000,
  Conversations1764570000000,
  Review1764580000000,
];
