import { inject, Service } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { type Problem } from '@bureau/contracts';

/** Short messages at the bottom of the screen, read out politely; failures assertively and until dismissed. */
@Service()
export class Toasts {
  readonly #bar = inject(MatSnackBar);

  /** Says that something was done. @param action e.g. `{ label: 'Undo', run }` */
  done(message: string, action?: { label: string; run: () => void }): void {
    const shown = this.#bar.open(message, action?.label, {
      duration: action ? 10_000 : 5_000,
      politeness: 'polite',
    });
    if (action) shown.onAction().subscribe(action.run);
  }

  /** Says what failed and what is safe. @param what e.g. "The record was not archived." */
  failed(what: string, problem?: Problem): void {
    const reason = problem && problem.detail !== what ? ` ${problem.detail}` : '';
    this.#bar.open(`${what}${reason}`, 'Close', { politeness: 'assertive' });
  }
}
