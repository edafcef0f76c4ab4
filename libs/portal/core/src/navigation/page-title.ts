import { inject, Service } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

/** "Records · Bureau": the route's title, or what a page says once it knows its record's name. */
@Service()
export class PageTitle extends TitleStrategy {
  readonly #title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.set(this.buildTitle(snapshot) ?? '');
  }

  /** Sets the tab's title; an empty text leaves the product's name. */
  set(text: string): void {
    this.#title.setTitle(text ? `${text} · Bureau` : 'Bureau');
  }
}
