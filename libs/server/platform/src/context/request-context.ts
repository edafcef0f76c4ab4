import { AsyncLocalStorage } from 'node:async_hooks';
import { type Caller } from './caller';

/** The key of a request that must happen once, however often it is sent. */
export interface IdempotencyClaim {
  key: string;
  request_hash: Buffer;
  /** Set by the write path where the request had happened before. */
  replayed?: boolean;
}

/** What every layer may know of the work at hand, whether it came by HTTP, socket or job. */
export interface RequestContext {
  /** 1–64 of `A-Za-z0-9._-`; in every log line, audit row and problem. */
  request_id: string;
  caller: Caller | null;
  ip: string | null;
  user_agent: string | null;
  agent_task_id: number | null;
  change_set_id: number | null;
  /** The person whose decision lets an agent's change through. */
  approved_by: number | null;
  /** Set where the client sent an `Idempotency-Key` to a route whose write claims it in its own statement. */
  idempotency: IdempotencyClaim | null;
  /** Set where the audit log has a row of its being refused, written with more knowledge than its answer shows. */
  refusal_recorded?: true;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** A context with nothing known but the request id. */
export function emptyContext(requestId: string): RequestContext {
  return {
    request_id: requestId,
    caller: null,
    ip: null,
    user_agent: null,
    agent_task_id: null,
    change_set_id: null,
    approved_by: null,
    idempotency: null,
  };
}

/** Runs `work` and everything it awaits under `context`. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the running work, or null outside of any. */
export function currentContext(): RequestContext | null {
  return storage.getStore() ?? null;
}
