import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { type DelegateDecision } from '@bureau/contracts';
import { firstValueFrom } from 'rxjs';
import { DelegateDialog, type DelegateQuestion } from './delegate-dialog';

/** Asks to whom a decision is passed on. */
@Service()
export class AskDelegate {
  readonly #dialog = inject(MatDialog);

  /** The person and the reason, or null if the reader went back. */
  async ask(question: DelegateQuestion): Promise<DelegateDecision | null> {
    const opened = this.#dialog.open<DelegateDialog, DelegateQuestion, DelegateDecision>(DelegateDialog, {
      data: question,
      width: '480px',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? null;
  }
}
