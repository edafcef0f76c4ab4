import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';

export type SkeletonShape = 'table' | 'card' | 'text';

/** Under this time nothing is drawn, so that a quick answer does not flicker. */
const SHOW_AFTER = 300;
/** From this time on it says that it is slow. */
const SLOW_AFTER = 10_000;

/** Grey bars in the shape of what is being loaded. */
@Component({
  selector: 'bur-skeleton',
  template: `
    @if (visible()) {
      <div role="status" class="flex flex-col gap-3" [class.p-4]="shape() !== 'text'">
        <span class="bur-visually-hidden">{{ label() }}…</span>
        @for (width of widths(); track $index) {
          <div class="bar" [class.tall]="shape() === 'card'" [style.width.%]="width"></div>
        }
        @if (slow()) {
          <p class="bur-muted text-table">
            This takes longer than usual. It goes on as long as the page is open.
          </p>
        }
      </div>
    }
  `,
  styles: `
    .bar {
      height: 16px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-high);
      animation: breathe 1.6s ease-in-out infinite;
    }
    .tall {
      height: 72px;
    }
    @keyframes breathe {
      50% {
        opacity: 0.45;
      }
    }
  `,
})
export class Skeleton {
  readonly shape = input<SkeletonShape>('table');
  readonly rows = input(8);
  readonly label = input('Loading');

  protected readonly visible = signal(false);
  protected readonly slow = signal(false);
  protected readonly widths = computed(() =>
    Array.from({ length: this.rows() }, (_, row) => widthOf(row, this.shape())),
  );

  constructor() {
    const timers = [
      setTimeout(() => this.visible.set(true), SHOW_AFTER),
      setTimeout(() => this.slow.set(true), SLOW_AFTER),
    ];
    inject(DestroyRef).onDestroy(() => timers.forEach(clearTimeout));
  }
}

/** Uneven like text, and the same at every visit. */
function widthOf(row: number, shape: SkeletonShape): number {
  return shape === 'card' ? 100 : 96 - ((row * 37) % 41);
}
