import { Directive, input, output } from '@angular/core';

/** The edge of a column's head: dragging it changes the width, which is told when the pointer lets go. */
@Directive({
  selector: '[burColumnResize]',
  host: { '(pointerdown)': 'pressed($event)', '(click)': '$event.stopPropagation()' },
})
export class ColumnResize {
  /** The width now, in pixels. */
  readonly width = input.required<number>({ alias: 'burColumnResize' });
  readonly limits = input.required<{ least: number; most: number }>();
  readonly resized = output<number>();

  protected pressed(event: PointerEvent): void {
    const handle = event.target;
    if (!(handle instanceof HTMLElement) || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    const [start, width] = [event.clientX, this.width()];
    const { least, most } = this.limits();
    const widthAt = ({ clientX }: PointerEvent) => Math.min(most, Math.max(least, width + clientX - start));
    const move = (now: PointerEvent) => (handle.style.transform = `translateX(${widthAt(now) - width}px)`);
    const end = (last: PointerEvent) => {
      handle.removeEventListener('pointermove', move);
      handle.style.transform = '';
      if (last.type === 'pointerup' && last.clientX !== start) this.resized.emit(widthAt(last));
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end, { once: true });
    handle.addEventListener('pointercancel', end, { once: true });
  }
}
