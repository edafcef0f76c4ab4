import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { renderMarkdown } from './render-markdown';

/** Markdown from an agent or a record, sanitised. Links into the portal stay in it; others open a new tab. */
@Component({
  selector: 'bur-markdown',
  template: `
    @for (block of blocks(); track $index) {
      <div class="block" [innerHTML]="block"></div>
    }
  `,
  styleUrl: './markdown.scss',
  host: { '(click)': 'followLink($event)' },
})
export class Markdown {
  readonly #router = inject(Router);
  readonly text = input.required<string>();

  protected readonly blocks = computed(() => renderMarkdown(this.text()));

  protected followLink(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const target = link?.getAttribute('href');
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (target.startsWith('/')) void this.#router.navigateByUrl(target);
    else if (!target.startsWith('#')) window.open(target, '_blank', 'noopener,noreferrer');
  }
}
