import { Foundation1763800000000 } from './migrations/1763800000000-foundation';

/** The one timeline of the schema, oldest first; every process checks it at boot. */
export const MIGRATIONS = [Foundation1763800000000];
