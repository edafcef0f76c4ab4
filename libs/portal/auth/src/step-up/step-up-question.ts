import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { type StepUpMethod } from '@bureau/contracts';
import { firstValueFrom } from 'rxjs';
import { StepUpDialog } from './step-up-dialog';

/** Opens the dialog that asks who it is. */
@Service()
export class StepUpQuestion {
  readonly #dialog = inject(MatDialog);

  /** True once the server has accepted the proof; Escape and Cancel are false. */
  async ask(methods: readonly StepUpMethod[]): Promise<boolean> {
    const opened = this.#dialog.open<StepUpDialog, readonly StepUpMethod[], boolean>(StepUpDialog, {
      data: methods,
      width: '440px',
      maxWidth: 'calc(100vw - 24px)',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}
