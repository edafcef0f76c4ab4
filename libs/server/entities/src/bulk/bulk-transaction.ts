import { type Database, type Executor } from '@bureau/platform';

/** Ends a transaction without anything of it, when there is no error to end it with. */
class TakenBack extends Error {}

/**
 * Runs `work` in one transaction and keeps what it wrote, or takes all of it back.
 * @param keep asked once the work is done
 */
export async function keepOrTakeBack<T>(
  database: Database,
  work: (tx: Executor) => Promise<T>,
  keep: (result: T) => boolean,
): Promise<T> {
  let result: { value: T } | undefined;
  try {
    return await database.transaction(async (tx) => {
      const value = await work(tx);
      result = { value };
      if (!keep(value)) throw new TakenBack();
      return value;
    });
  } catch (error) {
    if (error instanceof TakenBack && result) return result.value;
    throw error;
  }
}

/** Runs `work` so that what it wrote goes, and only that, where it throws. The error is thrown on. */
export async function inSavepoint<T>(tx: Executor, work: () => Promise<T>): Promise<T> {
  await tx.query({ text: 'savepoint bulk_item' });
  try {
    const result = await work();
    await tx.query({ text: 'release savepoint bulk_item' });
    return result;
  } catch (error) {
    await tx.query({ text: 'rollback to savepoint bulk_item' });
    await tx.query({ text: 'release savepoint bulk_item' });
    throw error;
  }
}
