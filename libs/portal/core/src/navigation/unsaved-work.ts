import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import { type CanDeactivateFn } from '@angular/router';

/** A page that may hold work which is not saved. */
export interface KeepsWork {
  hasUnsavedWork(): boolean;
  /** Asks the person; true leaves. */
  mayLeave(): Promise<boolean>;
}

/** Asks before a page with unsaved work is left. */
export const guardUnsavedWork: CanDeactivateFn<KeepsWork> = (page) =>
  !page.hasUnsavedWork() || page.mayLeave();

/** The browser's own question before a tab with unsaved work is closed. Call it in an injection context. */
export function warnBeforeUnload(hasUnsavedWork: () => boolean): void {
  const view = inject(DOCUMENT).defaultView;
  const ask = (event: BeforeUnloadEvent) => hasUnsavedWork() && event.preventDefault();
  view?.addEventListener('beforeunload', ask);
  inject(DestroyRef).onDestroy(() => view?.removeEventListener('beforeunload', ask));
}
