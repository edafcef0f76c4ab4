import { DestroyRef, Directive, inject, output } from '@angular/core';

/** A finger that rests this long means more than a tap, in milliseconds. */
const LONG = 500;
/** A finger that moves farther is scrolling, in pixels. */
const STILL = 10;

/** Tells where a finger rested. The tap that ends with it is not passed on. */
@Directive({
  selector: '[burLongPress]',
  host: {
    '(pointerdown)': 'down($event)',
    '(pointermove)': 'moved($event)',
    '(pointerup)': 'cancel()',
    '(pointercancel)': 'cancel()',
    '(contextmenu)': 'menu($event)',
  },
})
export class LongPress {
  readonly longPress = output<EventTarget | null>({ alias: 'burLongPress' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from = { x: 0, y: 0 };
  #isTouch = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.cancel());
  }

  protected down(event: PointerEvent): void {
    this.cancel();
    this.#isTouch = event.pointerType === 'touch';
    if (!this.#isTouch) return;
    this.#from = { x: event.clientX, y: event.clientY };
    const { target } = event;
    this.#timer = setTimeout(() => {
      window.addEventListener('click', swallow, { capture: true, once: true });
      // Without a click at its end (the browser took the press for its own) nothing is swallowed later.
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), LONG * 2);
      this.longPress.emit(target);
    }, LONG);
  }

  protected moved({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > STILL) this.cancel();
  }

  protected cancel(): void {
    clearTimeout(this.#timer);
  }

  /** The browser's own menu of a long press on a link would come in between. */
  protected menu(event: Event): void {
    if (this.#isTouch) event.preventDefault();
  }
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
