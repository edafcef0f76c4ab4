import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { RejectDialog, type RejectQuestion } from './reject-dialog';

/** Asks for the reason of a rejection. */
@Service()
export class AskReason {
  readonly #dialog = inject(MatDialog);

  /** The reason (possibly empty), or null if the person went back. */
  async ask(question: RejectQuestion): Promise<string | null> {
    const opened = this.#dialog.open<RejectDialog, RejectQuestion, string>(RejectDialog, {
      data: question,
      width: '480px',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? null;
  }
}
