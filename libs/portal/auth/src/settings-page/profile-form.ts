import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { form, FormField, maxLength, required, submit } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { type ApiProblem, fieldErrors, Session, toApiProblem } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { AccountApi } from '../data/account-api';

/** The person's name; the e-mail address is the administrator's to change. */
@Component({
  selector: 'bur-profile-form',
  imports: [FormField, MatButtonModule, Field, InputControl, ProblemBanner],
  template: `
    <form novalidate class="flex max-w-[440px] flex-col gap-4" (submit)="save($event)">
      <bur-problem-banner [problem]="problem()" what="Your name was not changed." />
      <bur-field label="Name" [error]="error()">
        <input burInput autocomplete="name" [formField]="form.full_name" />
      </bur-field>
      <bur-field label="E-mail" hint="An administrator can change it.">
        <input burInput type="email" disabled [value]="session.user()?.email ?? ''" />
      </bur-field>
      <div>
        <button matButton="filled" type="submit" [disabled]="!changed() || form().submitting()">
          Save name
        </button>
      </div>
    </form>
  `,
})
export class ProfileForm {
  readonly #account = inject(AccountApi);
  readonly #toasts = inject(Toasts);
  protected readonly session = inject(Session);

  readonly #model = linkedSignal(() => ({ full_name: this.session.user()?.full_name ?? '' }));
  protected readonly form = form(this.#model, (path) => {
    required(path.full_name, { message: 'Enter your name.' });
    maxLength(path.full_name, 255, { message: 'At most 255 characters.' });
  });
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly changed = computed(() => this.#model().full_name !== this.session.user()?.full_name);
  protected readonly error = computed(
    () => this.form.full_name().errors()[0]?.message ?? fieldErrors(this.problem()).get('/full_name'),
  );

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const user = this.session.user();
    if (!user) return;
    this.problem.set(null);
    await submit(this.form, async () => {
      try {
        this.session.setUser(
          await this.#account.update({ full_name: this.#model().full_name.trim() }, user.version),
        );
        this.#toasts.done('Name saved.');
      } catch (error) {
        this.problem.set(toApiProblem(error));
      }
    });
  }
}
