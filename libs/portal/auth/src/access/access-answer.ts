import { Component, computed, input } from '@angular/core';
import { type ExplainCheck, type Explanation } from '@bureau/contracts';
import { LucideCheck, LucideDynamicIcon, LucideMinus, LucideX } from '@lucide/angular';

const OUTCOMES = {
  passed: { word: 'passed', icon: LucideCheck, tone: 'text-ok' },
  failed: { word: 'failed', icon: LucideX, tone: 'text-error' },
  not_asked: { word: 'not asked', icon: LucideMinus, tone: 'text-muted' },
} as const;

const CHECKS: Readonly<Record<ExplainCheck['check'], string>> = {
  account: 'Account',
  role: 'Role',
  permission: 'Permission',
  row_rule: 'Rules on records',
  field_rule: 'Rules on fields',
};

/** The answer as a sentence, and every check that led to it. */
@Component({
  selector: 'bur-access-answer',
  imports: [LucideDynamicIcon],
  template: `
    <div class="bur-card p-4 md:p-6">
      <p class="flex items-start gap-2 text-prose font-strong">
        <svg [lucideIcon]="verdict().icon" [class]="verdict().tone" class="mt-0.5" [size]="20"></svg>
        <span class="min-w-0">{{ explanation().reason }}</span>
      </p>
      <h2 class="mt-5 mb-2">What was asked</h2>
      <ol>
        @for (check of checks(); track $index) {
          <li class="flex items-start gap-3 border-b border-line py-2 last:border-b-0">
            <svg [lucideIcon]="check.look.icon" [class]="check.look.tone" class="mt-0.5" [size]="18"></svg>
            <div class="min-w-0">
              <p>
                <span class="font-strong">{{ check.name }}</span>
                <span class="bur-muted"> · {{ check.look.word }}</span>
              </p>
              <p>{{ check.detail }}</p>
            </div>
          </li>
        }
      </ol>
    </div>
  `,
})
export class AccessAnswer {
  readonly explanation = input.required<Explanation>();
  protected readonly verdict = computed(() => OUTCOMES[this.explanation().allowed ? 'passed' : 'failed']);
  protected readonly checks = computed(() =>
    this.explanation().checks.map(({ check, outcome, detail }) => ({
      name: CHECKS[check],
      look: OUTCOMES[outcome],
      detail,
    })),
  );
}
