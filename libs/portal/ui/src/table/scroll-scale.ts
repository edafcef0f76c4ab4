/** Beyond this many pixels browsers no longer place elements exactly (Firefox ends at 17.8 million). */
export const MAX_HEIGHT = 10_000_000;

/**
 * Translates between where a scrollbar stands and which of very many rows of one height that means. Up to `MAX_HEIGHT`
 * both are the same. Beyond, small movements stay pixel by pixel while a jump of more than a screen moves in proportion,
 * so that dragging the thumb halfway shows the middle.
 */
export class ScrollScale {
  #top = 0;
  #bar = 0;
  #rows = 0;
  #rowHeight = 44;
  #screen = 600;

  /** Height of all rows as the scrollbar sees it, in pixels. */
  get height(): number {
    return Math.min(this.#whole, MAX_HEIGHT);
  }

  /** Pixels of rows above the upper edge of the screen. */
  get top(): number {
    return this.#top;
  }

  get #whole(): number {
    return this.#rows * this.#rowHeight;
  }

  /** New measures; the row at the upper edge stays there. Answers with the scrollbar's place for it. */
  resize(rows: number, rowHeight: number, screen: number): number {
    const row = this.#top / this.#rowHeight;
    this.#rows = rows;
    this.#rowHeight = rowHeight;
    this.#screen = screen;
    return this.moveTo(row * rowHeight);
  }

  /** The scrollbar was moved to `bar`. Answers with where it should stand: elsewhere only when it ran out of way. */
  scrolled(bar: number): number {
    const step = bar - this.#bar;
    this.#bar = bar;
    if (this.height === this.#whole || Math.abs(step) > this.#screen) {
      this.#top = this.#clamp((bar * this.#lastTop) / (this.#lastBar || 1));
      return bar;
    }
    this.#top = this.#clamp(this.#top + step);
    const ranOut = (bar <= 0 && this.#top > 0) || (bar >= this.#lastBar && this.#top < this.#lastTop);
    return ranOut ? this.moveTo(this.#top) : bar;
  }

  /** Shows the rows from `top` pixels on. Answers with the scrollbar's place for it. */
  moveTo(top: number): number {
    this.#top = this.#clamp(top);
    this.#bar = this.height === this.#whole ? this.#top : (this.#top * this.#lastBar) / (this.#lastTop || 1);
    return this.#bar;
  }

  /** Where a row stands inside the scrolled content, in pixels from its upper edge. */
  placeOf(row: number): number {
    return row * this.#rowHeight - this.#top + this.#bar;
  }

  get #lastTop(): number {
    return Math.max(0, this.#whole - this.#screen);
  }

  get #lastBar(): number {
    return Math.max(0, this.height - this.#screen);
  }

  #clamp(top: number): number {
    return Math.min(Math.max(0, top), this.#lastTop);
  }
}
