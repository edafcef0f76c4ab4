import { Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { type AuditExportFormat } from '@bureau/contracts';
import { Api, toApiProblem } from '@bureau/portal-core';
import { Toasts } from '@bureau/portal-ui';
import { LucideDownload } from '@lucide/angular';
import { type AuditFilter, filterQuery } from '../data/audit-filter';
import { saveFile } from '../data/save-file';

/** Downloads every row that the current filter finds. */
@Component({
  selector: 'bur-audit-export',
  imports: [MatButtonModule, MatMenuModule, LucideDownload],
  template: `
    <button matButton="outlined" type="button" [disabled]="busy()" [matMenuTriggerFor]="formats">
      <svg lucideDownload></svg>{{ busy() ? 'Exporting …' : 'Export' }}
    </button>
    <mat-menu #formats xPosition="before">
      <button mat-menu-item (click)="export('csv')">CSV, for a spreadsheet</button>
      <button mat-menu-item (click)="export('ndjson')">NDJSON, with proofs</button>
    </mat-menu>
  `,
})
export class AuditExportMenu {
  readonly #api = inject(Api);
  readonly #toasts = inject(Toasts);
  readonly filter = input.required<AuditFilter>();
  protected readonly busy = signal(false);

  protected async export(format: AuditExportFormat): Promise<void> {
    this.busy.set(true);
    try {
      const file = await this.#api.download('/audit-logs/export', { ...filterQuery(this.filter()), format });
      saveFile(file, `audit-${new Date().toISOString().slice(0, 10)}.${format}`);
    } catch (error) {
      this.#toasts.failed('The audit rows were not exported.', toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
