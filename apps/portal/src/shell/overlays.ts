import { inject, Service } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { ShortcutHelp } from './help/shortcut-help';
import { Palette } from './palette/palette';

/** What opens over a page by a shortcut; loaded at its first use. */
@Service()
export class Overlays {
  readonly #dialog = inject(MatDialog);

  openPalette(): void {
    if (this.#dialog.openDialogs.length > 0) return;
    this.#dialog.open(Palette, {
      width: '640px',
      maxWidth: 'calc(100vw - 24px)',
      position: { top: '72px' },
      ariaLabel: 'Search or go to',
    });
  }

  openHelp(): void {
    if (this.#dialog.openDialogs.length > 0) return;
    this.#dialog.open(ShortcutHelp, { width: '560px', maxWidth: 'calc(100vw - 24px)' });
  }
}
