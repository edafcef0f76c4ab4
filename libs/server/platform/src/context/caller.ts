import { type ActorType, type ApiKeyMode, type Permission, type Role } from '@bureau/contracts';
import { type CallerRules } from '../rules/caller-rules';

/** Who acts: the person, or the agent, key or system process that works in their name. */
export interface Actor {
  type: ActorType;
  id: string | null;
  name: string | null;
}

/**
 * Whose rights are used, and who uses them. An agent's caller carries the requester's `user_id` and the intersection
 * of both sets of permissions, so that it can never do more than the person it works for.
 */
export interface Caller {
  user_id: number;
  role: Role;
  permissions: ReadonlySet<Permission>;
  /** What narrows the permissions to some rows and fields; null: nothing does. */
  rules: CallerRules | null;
  session_id: number | null;
  actor: Actor;
  /** Set where a service uses a key of its own, and where an agent works on a task that one asked for. */
  api_key?: { id: number; mode: ApiKeyMode };
}
