import { inject, Service, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';

export interface RecentPage {
  path: string;
  title: string;
}

const KEPT = 6;

/** The pages that were just left, newest first, for as long as the tab is open. */
@Service()
export class RecentPages {
  readonly #pages = signal<readonly RecentPage[]>([]);
  readonly pages = this.#pages.asReadonly();

  constructor() {
    const router = inject(Router);
    const title = inject(Title);
    let shown = router.url;
    router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationStart) this.#left(shown, title.getTitle());
      if (event instanceof NavigationEnd) shown = event.urlAfterRedirects;
    });
  }

  #left(url: string, title: string): void {
    const path = url.split(/[?#]/, 1)[0] ?? '/';
    // Home and the lists have their own place in the palette.
    if (path.split('/').length < 3) return;
    const page = { path, title: title.replace(/ · Bureau$/, '') };
    this.#pages.update((now) => [page, ...now.filter((other) => other.path !== path)].slice(0, KEPT));
  }
}
