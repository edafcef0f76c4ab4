import { DOCUMENT } from '@angular/common';
import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Toasts } from '@bureau/portal-ui';
import { LucideCopy, LucideDownload, LucidePrinter } from '@lucide/angular';

/** Codes that are shown once: to be copied, downloaded or printed before they are gone. */
@Component({
  selector: 'bur-recovery-codes',
  imports: [MatButtonModule, LucideCopy, LucideDownload, LucidePrinter],
  template: `
    <div role="group" aria-labelledby="recovery-codes" class="codes bur-print">
      <h3 id="recovery-codes" tabindex="-1">Recovery codes</h3>
      <p>
        Each stands for a code once, should you lose your phone. They are shown now and never again: keep them
        where the phone is not.
      </p>
      <ol class="grid grid-cols-1 gap-x-8 gap-y-1 sm:grid-cols-2">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ol>
      <div class="bur-no-print flex flex-wrap gap-2">
        <button matButton="outlined" type="button" (click)="copy()"><svg lucideCopy></svg>Copy</button>
        <button matButton="outlined" type="button" (click)="download()">
          <svg lucideDownload></svg>Download
        </button>
        <button matButton="outlined" type="button" (click)="print()"><svg lucidePrinter></svg>Print</button>
        <button matButton="filled" type="button" (click)="kept.emit()">I have kept them</button>
      </div>
    </div>
  `,
  styles: `
    .codes {
      display: flex;
      flex-direction: column;
      gap: 12px;
      padding: 16px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
    }

    ol {
      font-size: 16px;
      line-height: 28px;
    }
  `,
})
export class RecoveryCodeList {
  readonly #clipboard = inject(Clipboard);
  readonly #document = inject(DOCUMENT);
  readonly #toasts = inject(Toasts);
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();
  readonly #text = computed(
    () => `Recovery codes of Bureau, each for one use\n\n${this.codes().join('\n')}\n`,
  );

  protected copy(): void {
    if (this.#clipboard.copy(this.#text())) this.#toasts.done('Recovery codes copied.');
    else this.#toasts.failed('The codes were not copied. Download or print them.');
  }

  protected download(): void {
    const address = URL.createObjectURL(new Blob([this.#text()], { type: 'text/plain' }));
    const link = this.#document.createElement('a');
    link.href = address;
    link.download = 'bureau-recovery-codes.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address));
  }

  /** The page's print styles leave nothing but this box. */
  protected print(): void {
    this.#document.defaultView?.print();
  }
}
