import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import {
  type Agent,
  type AgentSettings,
  type AutoApproveRule,
  CHANGE_OPERATIONS,
  MAX_AUTO_APPROVED_ITEMS,
} from '@bureau/contracts';
import { type ApiProblem, fieldErrors, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { AgentsApi } from '../data/agents-api';
import { LimitFields } from '../task-composer-page/limit-fields';

const NEW_RULE: AutoApproveRule = { operation: 'update', max_risk: 'low', max_items: 10 };

/** What an agent is granted, for those who grant it. */
@Component({
  selector: 'bur-policy-form',
  imports: [MatButtonModule, Field, InputControl, LimitFields, ProblemBanner],
  templateUrl: './policy-form.html',
})
export class PolicyForm {
  readonly #api = inject(AgentsApi);
  readonly #toasts = inject(Toasts);
  readonly agent = input.required<Agent>();
  readonly saved = output<Agent>();

  protected readonly enabled = linkedSignal(() => this.agent().policy.enabled);
  protected readonly limits = linkedSignal(() => this.agent().policy.limits);
  protected readonly rules = linkedSignal<readonly AutoApproveRule[]>(() => this.agent().policy.auto_approve);
  protected readonly busy = signal(false);
  protected readonly failed = signal<ApiProblem | null>(null);
  protected readonly errors = computed(() => fieldErrors(this.failed()));
  protected readonly operations = CHANGE_OPERATIONS;
  protected readonly mostItems = MAX_AUTO_APPROVED_ITEMS;

  /** Puts a rule into the form; nothing is granted before it is saved. */
  add(rule: AutoApproveRule = NEW_RULE): void {
    this.rules.update((rules) => [...rules, rule]);
  }

  protected remove(at: number): void {
    this.rules.update((rules) => rules.filter((_, n) => n !== at));
  }

  protected set<K extends keyof AutoApproveRule>(at: number, key: K, value: AutoApproveRule[K]): void {
    this.rules.update((rules) => rules.map((rule, n) => (n === at ? { ...rule, [key]: value } : rule)));
  }

  protected setOperation(at: number, name: string): void {
    const operation = CHANGE_OPERATIONS.find((each) => each === name);
    if (operation) this.set(at, 'operation', operation);
  }

  protected async save(): Promise<void> {
    const { name, policy } = this.agent();
    const settings: Partial<AgentSettings> = {
      enabled: this.enabled(),
      limits: this.limits(),
      auto_approve: this.rules().map((rule) => ({ ...rule })),
    };
    this.busy.set(true);
    this.failed.set(null);
    try {
      this.saved.emit(await this.#api.changePolicy(name, settings, policy.version));
      this.#toasts.done('The policy was saved. It holds from now on.');
    } catch (error) {
      this.failed.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
