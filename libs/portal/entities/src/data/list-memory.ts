import { Service } from '@angular/core';

/** Where a reader was in a list. */
export interface LeftPlace {
  /** Pixels of rows above the screen. */
  top: number;
  firstShown: number;
  /** The cell that had the keyboard. */
  active: { row: number; column: number };
}

/** A records list as it was left. */
export interface LeftList extends LeftPlace {
  /** The view that it showed. */
  address: string;
  rows: unknown;
}

/** Keeps the list that was left last, so that the browser's way back leads to the same rows at the same place. */
@Service()
export class ListMemory {
  #left: LeftList | null = null;

  keep(list: LeftList): void {
    this.#left = list;
  }

  /** The list that was left at this address. */
  take(address: string): LeftList | null {
    return this.#left?.address === address ? this.#left : null;
  }
}
