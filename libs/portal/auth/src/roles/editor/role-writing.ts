import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { checkRules, ROLE_NAME } from '@bureau/contracts';
import {
  type ApiProblem,
  fieldErrors,
  Session,
  STEP_UP_CANCELLED,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Confirm } from '@bureau/portal-ui';
import { EMPTY_ROLE, type RoleDraft, roleOf, sameRole } from '../rules/role-draft';
import { KeptDrafts } from './kept-drafts';

/** A role that is being written: what it was, what it is now, and what is wrong with it. Provided by each page. */
@Service({ autoProvided: false })
export class RoleWriting {
  readonly #session = inject(Session);
  readonly #confirm = inject(Confirm);
  readonly #kept = inject(KeptDrafts);
  readonly #base = signal<RoleDraft>(EMPTY_ROLE);
  readonly #problem = signal<ApiProblem | null>(null);
  readonly #checking = signal(false);
  #address = '';

  readonly draft = signal<RoleDraft>(EMPTY_ROLE);
  readonly busy = signal(false);
  readonly changed = computed(() => !sameRole(this.#base(), this.draft()));
  /** What is wrong, by JSON pointer: our own findings once saving was tried, else the server's. */
  readonly errors = computed<ReadonlyMap<string, string>>(() => {
    const own = this.#checking() ? faultsOf(this.draft()) : new Map<string, string>();
    const server = fieldErrors(this.#problem());
    const taken = this.#problem()?.code === 'ROLE_NAME_TAKEN' ? this.#problem()?.detail : undefined;
    return new Map([...server, ...(taken ? [['/name', taken] as const] : []), ...own]);
  });
  readonly problem = this.#problem.asReadonly();

  constructor() {
    warnBeforeUnload(() => this.hasUnsavedWork());
    inject(DestroyRef).onDestroy(() => {
      const lost = this.#session.state() !== 'signed-in' && this.changed();
      if (lost) this.#kept.keep(this.#address, this.draft());
    });
  }

  /** Begins with a role, or with what was being written at this address when the session ended. */
  begin(address: string, base: RoleDraft, draft = base): void {
    this.#address = address;
    this.#base.set(base);
    this.draft.set(this.#kept.recall(address) ?? draft);
    this.#problem.set(null);
    this.#checking.set(false);
  }

  hasUnsavedWork(): boolean {
    return this.#session.state() === 'signed-in' && this.changed();
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask({
      title: 'Leave without saving?',
      text: 'The changes of this role have not been saved.',
      action: 'Leave',
      cancel: 'Stay',
      danger: true,
    });
  }

  /** Saves what is whole. @returns what the server answered; null after a refusal */
  async save<T>(work: (role: ReturnType<typeof roleOf>) => Promise<T | null>): Promise<T | null> {
    this.#checking.set(true);
    this.#problem.set(null);
    if (faultsOf(this.draft()).size > 0) return null;
    this.busy.set(true);
    try {
      const saved = await work(roleOf(this.draft()));
      if (saved) this.#base.set(this.draft());
      return saved;
    } catch (error) {
      const problem = toApiProblem(error);
      this.#problem.set(problem);
      if (problem.code !== STEP_UP_CANCELLED) this.#checking.set(false);
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}

/** What is wrong with a role before the server is asked, by JSON pointer. */
export function faultsOf(draft: RoleDraft): Map<string, string> {
  const role = roleOf(draft);
  const faults = new Map(checkRules(role.rules).map(({ pointer, detail }) => [pointer, detail]));
  if (!ROLE_NAME.test(role.name))
    faults.set('/name', 'It begins with a letter; a to z, 0 to 9, _ and -, at most 50.');
  return faults;
}
