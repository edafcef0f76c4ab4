import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { afterNextRender, Component, computed, inject, Injector, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type ApiProblem, toApiProblem } from '@bureau/portal-core';
import { Announcer, Field, fieldName, InputControl, numberText } from '@bureau/portal-ui';
import { LucideCornerDownRight } from '@lucide/angular';
import { RecordListStore } from './record-list-store';

/** Jumps to a value of the column that the list is sorted by: the way into the middle of very many rows. */
@Component({
  selector: 'bur-go-to',
  imports: [
    CdkTrapFocus,
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    MatButtonModule,
    Field,
    InputControl,
    LucideCornerDownRight,
  ],
  template: `
    <button
      matButton
      type="button"
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      [attr.aria-expanded]="open()"
      [disabled]="!store.seekable()"
      (click)="show()"
    >
      <svg lucideCornerDownRight></svg>Go to
    </button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="open()"
      [cdkConnectedOverlayHasBackdrop]="true"
      cdkConnectedOverlayBackdropClass="cdk-overlay-transparent-backdrop"
      (backdropClick)="open.set(false)"
      (detach)="open.set(false)"
    >
      <form
        class="panel"
        role="dialog"
        aria-label="Go to"
        cdkTrapFocus
        cdkTrapFocusAutoCapture
        (submit)="go($event, field.value)"
      >
        <bur-field [label]="'Go to the ' + label() + ' …'" [hint]="hint()" [error]="problem()?.detail">
          <input burInput #field autocomplete="off" [attr.type]="isTime() ? 'datetime-local' : 'text'" />
        </bur-field>
        <div class="flex justify-end gap-2">
          <button matButton type="button" (click)="open.set(false)">Cancel</button>
          <button matButton="filled" type="submit" [disabled]="busy()">Go</button>
        </div>
      </form>
    </ng-template>
  `,
  styleUrl: './filter-form.scss',
})
export class GoTo {
  readonly #injector = inject(Injector);
  readonly #announcer = inject(Announcer);
  protected readonly store = inject(RecordListStore);
  /** The row that was found. */
  readonly found = output<number>();
  protected readonly open = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  readonly #field = computed(() => this.store.seekable()?.field ?? 'id');
  protected readonly isTime = computed(() => this.#field().endsWith('_at'));
  protected readonly label = computed(() =>
    this.#field() === 'id' ? 'number' : fieldName(this.#field()).toLowerCase(),
  );
  protected readonly hint = computed(() =>
    this.store.sort() === ''
      ? 'The list is in the order of its numbers, newest first.'
      : 'The list is sorted by it.',
  );

  show(): void {
    this.problem.set(null);
    this.open.set(this.store.seekable() !== null);
  }

  protected async go(event: Event, text: string): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') return;
    this.busy.set(true);
    try {
      const row = await this.store.toValue(this.isTime() ? new Date(text).toISOString() : text.trim());
      this.open.set(false);
      // The panel gives the keyboard back to where it was, which scrolls there: the row comes after that.
      afterNextRender(() => this.found.emit(row), { injector: this.#injector });
      this.#announcer.say(`Row ${numberText(row + 1)} of ${numberText(this.store.rows.count())}.`);
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
