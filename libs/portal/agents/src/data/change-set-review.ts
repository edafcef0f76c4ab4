import { computed, DestroyRef, inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type ChangeSet, type DecideChangeSet, type DelegateDecision } from '@bureau/contracts';
import { type ApiProblem, Live, Session, toApiProblem } from '@bureau/portal-core';
import { AgentsApi } from './agents-api';
import { coalesce } from './coalesce';
import { mayDecide } from './may-decide';

/** A write that failed: what was not done, and why. */
export interface FailedWrite {
  what: string;
  problem: ApiProblem;
}

/**
 * One change set and what people do with it. It follows decisions that others make meanwhile. Provide it with the
 * part that shows the set, and `open` it once.
 */
@Service({ autoProvided: false })
export class ChangeSetReview {
  readonly #api = inject(AgentsApi);
  readonly #live = inject(Live);
  readonly #session = inject(Session);
  readonly #destroyed = inject(DestroyRef);
  readonly #set = signal<ChangeSet | undefined>(undefined);
  readonly #problem = signal<ApiProblem | null>(null);
  readonly #failed = signal<FailedWrite | null>(null);
  readonly #busy = signal(false);
  readonly #read = coalesce(() => this.#load());
  #id = 0;

  readonly set = this.#set.asReadonly();
  readonly problem = this.#problem.asReadonly();
  readonly failed = this.#failed.asReadonly();
  /** A write is on its way. */
  readonly busy = this.#busy.asReadonly();
  readonly loading = computed(() => this.#set() === undefined && this.#problem() === null);
  readonly may = computed(() => {
    const set = this.#set();
    const user = this.#session.user();
    if (!set || !user) return { approve: false, reject: false, why: '' };
    return mayDecide(set, user.id, (permission) => this.#session.can(permission));
  });
  /** Undo is offered to those who may decide: the inverse set is decided like any other. */
  readonly mayUndo = computed(
    () => this.#set()?.status === 'committed' && this.#session.can('change_set:decide'),
  );
  /** Also those who may not approve it themselves pass it on, since they may see and withdraw it. */
  readonly mayDelegate = computed(() => this.may().approve || this.may().reject);
  readonly mayLookAgain = computed(
    () => this.#set()?.status === 'stale' && this.#session.can('change_set:decide'),
  );

  open(id: number): void {
    this.#id = id;
    this.#live
      .on('change_set.changed')
      .pipe(takeUntilDestroyed(this.#destroyed))
      .subscribe((event) => {
        if (event.id === id && event.version !== this.#set()?.version) void this.#read();
      });
    void this.#read();
  }

  reload(): Promise<void> {
    return this.#read();
  }

  /** True if the decision was taken. */
  async decide(decision: DecideChangeSet): Promise<boolean> {
    return (
      (await this.#write('Your decision was not taken.', () => this.#api.decide(this.#id, decision))) !== null
    );
  }

  /** True if somebody else may decide from now on. */
  async delegate(to: DelegateDecision): Promise<boolean> {
    const passed = await this.#write('The decision was not passed on.', () =>
      this.#api.delegate(this.#id, to),
    );
    return passed !== null;
  }

  async lookAgain(): Promise<void> {
    await this.#write('The proposal is as it was.', () => this.#api.lookAgain(this.#id));
  }

  /** Makes the inverse set; answers its id, or null if that failed. */
  async undo(): Promise<number | null> {
    const inverse = await this.#write('Nothing was undone.', () => this.#api.revert(this.#id), false);
    return inverse?.id ?? null;
  }

  async #write(what: string, run: () => Promise<ChangeSet>, keep = true): Promise<ChangeSet | null> {
    this.#busy.set(true);
    this.#failed.set(null);
    try {
      const answer = await run();
      if (keep) await this.#read();
      return answer;
    } catch (error) {
      this.#failed.set({ what, problem: toApiProblem(error) });
      // Somebody else may have been first: show what holds now beside the reason.
      await this.#read();
      return null;
    } finally {
      this.#busy.set(false);
    }
  }

  async #load(): Promise<void> {
    try {
      this.#set.set(await this.#api.changeSet(this.#id));
      this.#problem.set(null);
    } catch (error) {
      this.#problem.set(toApiProblem(error));
    }
  }
}
