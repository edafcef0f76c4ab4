import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideCpu } from '@lucide/angular';

/** Says that rules answer instead of a language model, and where to see which. */
@Component({
  selector: 'bur-offline-note',
  imports: [RouterLink, LucideCpu],
  template: `
    <p class="flex flex-wrap items-start gap-x-2 rounded-card bg-info-container p-3 text-on-info-container">
      <svg lucideCpu class="mt-px" [size]="18"></svg>
      <span class="min-w-0 flex-1 basis-60">
        No language model is connected. The offline model follows fixed rules.
        <a routerLink="/tasks/new" fragment="examples" class="underline">See which</a>
      </span>
    </p>
  `,
})
export class OfflineNote {}
