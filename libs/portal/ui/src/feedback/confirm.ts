import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { ConfirmDialog, type ConfirmQuestion } from './confirm-dialog';

/** Asks before something that cannot simply be taken back. */
@Service()
export class Confirm {
  readonly #dialog = inject(MatDialog);

  /** True if the person chose the action; Escape, the backdrop and Cancel are false. */
  async ask(question: ConfirmQuestion): Promise<boolean> {
    const opened = this.#dialog.open<ConfirmDialog, ConfirmQuestion, boolean>(ConfirmDialog, {
      data: question,
      maxWidth: 480,
      role: 'alertdialog',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}
