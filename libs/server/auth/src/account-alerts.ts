import { type AccountAlert } from '@bureau/contracts';
import { emitEvent, type Executor } from '@bureau/platform';

/** Tells somebody of a change to how their account is entered, which they should know had it not been them. */
export async function alertAccount(executor: Executor, userId: number, alert: AccountAlert): Promise<void> {
  await emitEvent(executor, 'account.alert', { id: userId, change: alert, user_id: userId, alert });
}
