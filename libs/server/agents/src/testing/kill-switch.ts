import { type INestApplicationContext } from '@nestjs/common';
import { TaskJournal } from '../runtime/task-journal';
import { TaskLifecycle } from '../tasks/task-lifecycle';

/** Stands for `kill -9`: from the chosen write on, this worker writes nothing any more. */
class Killed extends Error {}

/** Kills a run before or after its n-th write, as a dead process would: what was committed stays, nothing follows. */
export class KillSwitch {
  /** The journal without the switch. */
  readonly journal: Pick<TaskJournal, 'record'>;
  private writesLeft = Infinity;
  private when: 'before' | 'after' = 'before';
  private dead = false;

  constructor(app: INestApplicationContext) {
    const journal = app.get(TaskJournal, { strict: false });
    const lifecycle = app.get(TaskLifecycle, { strict: false });
    const record = journal.record.bind(journal);
    const settle = lifecycle.settle.bind(lifecycle);
    const suspend = lifecycle.suspend.bind(lifecycle);
    this.journal = { record };
    journal.record = (...args) => this.write(() => record(...args));
    lifecycle.settle = (...args) => this.write(() => settle(...args));
    lifecycle.suspend = (...args) => this.write(() => suspend(...args));
  }

  /** @param write number of the write at which the worker dies, counted from 1 */
  arm(write: number, when: 'before' | 'after'): void {
    this.writesLeft = write;
    this.when = when;
    this.dead = false;
  }

  disarm(): void {
    this.arm(Infinity, 'before');
  }

  /** @returns whether the worker died while it did this */
  async during(work: () => Promise<void>): Promise<boolean> {
    await work().catch((error: unknown) => {
      if (!this.dead) throw error;
    });
    return this.dead;
  }

  private async write<T>(work: () => Promise<T>): Promise<T> {
    this.writesLeft -= 1;
    if (this.dead || (this.writesLeft === 0 && this.when === 'before')) throw this.die();
    const result = await work();
    if (this.writesLeft === 0) throw this.die();
    return result;
  }

  private die(): Killed {
    this.dead = true;
    return new Killed('killed');
  }
}
