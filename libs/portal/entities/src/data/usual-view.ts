import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { type RecordView, viewParameters } from './record-view';
import { SavedViews, viewOf } from './saved-views';
import { ViewMemory } from './view-memory';

/** The part of a list that takes another view. */
interface ShowsViews {
  view(): RecordView;
  show(view: Partial<RecordView>, replaceUrl: boolean): void;
}

/**
 * An address that says nothing opens with the view that the person set for it, else with the one they used last. What
 * they do in the meantime wins. In an injection context.
 */
export function openUsualView(list: ShowsViews): void {
  const views = inject(SavedViews);
  const memory = inject(ViewMemory);
  const isBack = inject(Router).currentNavigation()?.trigger === 'popstate';
  const isBare = () => Object.keys(viewParameters(list.view())).length === 0;
  if (isBack || !isBare()) return;
  void memory
    .ready()
    .then(async ({ default_view, last_view }) => {
      const wanted = default_view ?? last_view;
      const found = wanted === null ? undefined : (await views.ready()).find(({ id }) => id === wanted);
      if (found && isBare()) list.show(viewOf(found), true);
    })
    // Without an answer the list stays as it is: all records.
    .catch(() => undefined);
}
