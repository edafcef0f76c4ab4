import { Location } from '@angular/common';
import { inject, type Signal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';

/**
 * The token that a mail's link carries behind the `#`, where no server sees it. It is taken out of the address bar at
 * once, so that neither history nor a glance over the shoulder keeps it. Call it in an injection context.
 * @param path the page's own address
 */
export function linkToken(path: string): Signal<string> {
  const location = inject(Location);
  const token = signal('');
  inject(ActivatedRoute)
    .fragment.pipe(takeUntilDestroyed())
    .subscribe((fragment) => {
      if (!fragment) return;
      token.set(fragment.replace(/^token=/, ''));
      location.replaceState(path);
    });
  return token.asReadonly();
}
