import { signal } from '@angular/core';
import { type CurrentUser, type Permission, type Problem, type ServerEvents } from '@bureau/contracts';
import { ApiProblem, type Watch } from '@bureau/portal-core';
import { Subject } from 'rxjs';
import { aUser } from './builders';

/** The live connection, told by hand what the server sends. */
export class FakeLive {
  readonly connections = signal(1);
  readonly watches: Watch<'agent_task'>[] = [];
  readonly #subjects = new Map<string, Subject<unknown>>();

  on<E extends keyof ServerEvents>(event: E): Subject<ServerEvents[E]> {
    const subject = this.#subjects.get(event) ?? new Subject<unknown>();
    this.#subjects.set(event, subject);
    return subject as unknown as Subject<ServerEvents[E]>;
  }

  tell<E extends keyof ServerEvents>(event: E, payload: ServerEvents[E]): void {
    this.on(event).next(payload);
  }

  watch(watch: Watch<'agent_task'>): () => void {
    this.watches.push(watch);
    return () => this.watches.splice(this.watches.indexOf(watch), 1);
  }
}

/** A session of somebody with these permissions. */
export function fakeSession(user: CurrentUser = aUser()) {
  return {
    user: signal<CurrentUser | null>(user),
    can: (permission: Permission) => user.permissions.includes(permission),
  };
}

export function aProblem(change: Partial<Problem> = {}): ApiProblem {
  return new ApiProblem({
    type: 'about:blank',
    title: 'State conflict',
    status: 409,
    detail: 'Ben decided at 09:14.',
    code: 'STATE_CONFLICT',
    request_id: 'r1',
    ...change,
  });
}

/** Lets everything happen that waits for a promise. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
