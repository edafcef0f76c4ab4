import {
  afterRenderEffect,
  Component,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { type AgentTrackFigure } from '@bureau/contracts';
import { trackChartOptions } from './track-chart-options';

const BAR_PX = 32;
const FRAME_PX = 80;

/** Outcomes of an agent's changes as stacked bars. The engine is fetched with the first chart. */
@Component({
  selector: 'bur-track-chart',
  template: `<div #place class="w-full" [style.height.px]="height()"></div>`,
  host: { 'aria-hidden': 'true', class: 'block' },
})
export class TrackChart {
  readonly figures = input.required<readonly AgentTrackFigure[]>();
  protected readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  readonly #destroyed = inject(DestroyRef);

  constructor() {
    afterRenderEffect(() => void this.#draw(this.figures(), this.place().nativeElement));
  }

  protected height(): number {
    return Math.min(this.figures().length, 12) * BAR_PX + FRAME_PX;
  }

  async #draw(figures: readonly AgentTrackFigure[], place: HTMLElement): Promise<void> {
    const { echarts } = await import('./track-chart-engine');
    if (this.#destroyed.destroyed) return;
    const known = echarts.getInstanceByDom(place);
    const chart = known ?? echarts.init(place);
    const { color: ink, colorScheme, fontFamily: font } = getComputedStyle(place);
    const system = matchMedia('(prefers-color-scheme: dark)').matches;
    const dark = colorScheme === 'dark' || (colorScheme !== 'light' && system);
    chart.setOption(trackChartOptions(figures, dark, { ink, font }), true);
    chart.resize();
    if (known) return;
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(place);
    this.#destroyed.onDestroy(() => {
      resized.disconnect();
      chart.dispose();
    });
  }
}
