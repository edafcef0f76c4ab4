import { afterNextRender, DOCUMENT, inject, Injector } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { filter, map, pairwise } from 'rxjs';

/**
 * After a change of page, focus goes to the new page's heading, so that a screen reader says where it is and the
 * next Tab starts there. A change of query alone (a filter) moves nothing. Call it in an injection context.
 */
export function focusHeadingAfterNavigation(): void {
  const document = inject(DOCUMENT);
  const injector = inject(Injector);
  inject(Router)
    .events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.split(/[?#]/, 1)[0]),
      pairwise(),
      filter(([before, now]) => before !== now),
      takeUntilDestroyed(),
    )
    .subscribe(() =>
      afterNextRender(() => document.querySelector<HTMLElement>('main h1')?.focus(), { injector }),
    );
}
