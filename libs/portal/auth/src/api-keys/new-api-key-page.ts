import { Clipboard } from '@angular/cdk/clipboard';
import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type ApiKeyMode, type NewApiKey, PEOPLE_ONLY, type Permission } from '@bureau/contracts';
import {
  type ApiProblem,
  fieldErrors,
  type KeepsWork,
  Session,
  toApiProblem,
  warnBeforeUnload,
} from '@bureau/portal-core';
import { Clock, Confirm, Field, InputControl, PageHeader, ProblemBanner, Toasts } from '@bureau/portal-ui';
import { LucideCopy } from '@lucide/angular';
import { ApiKeysApi } from '../data/api-keys-api';
import { PermissionPicker } from '../parts/permission-picker';

const DAY = 86_400_000;
/** Lives that are offered, in days; null: until it is revoked. */
const LIVES = [30, 90, 365, null] as const;

/** Makes a key; its secret is shown here and never again. */
@Component({
  selector: 'bur-new-api-key-page',
  imports: [
    RouterLink,
    MatButtonModule,
    LucideCopy,
    PageHeader,
    ProblemBanner,
    Field,
    InputControl,
    PermissionPicker,
  ],
  templateUrl: './new-api-key-page.html',
})
export class NewApiKeyPage implements KeepsWork {
  readonly #api = inject(ApiKeysApi);
  readonly #session = inject(Session);
  readonly #clipboard = inject(Clipboard);
  readonly #toasts = inject(Toasts);
  readonly #confirm = inject(Confirm);
  readonly #clock = inject(Clock);

  protected readonly name = signal('');
  protected readonly mode = signal<ApiKeyMode>('propose');
  protected readonly scopes = signal<ReadonlySet<Permission>>(new Set());
  protected readonly life = signal<number | null>(90);
  protected readonly lives = LIVES.map((days) => ({
    days,
    word: days === null ? 'never, until it is revoked' : days === 365 ? 'in a year' : `in ${days} days`,
  }));
  protected readonly busy = signal(false);
  protected readonly tried = signal(false);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly made = signal<NewApiKey | null>(null);
  readonly #errors = computed(() => fieldErrors(this.problem()));
  protected readonly nameError = computed(
    () => (this.tried() && !this.name().trim() && 'Enter a name.') || (this.#errors().get('/name') ?? ''),
  );
  protected readonly scopeError = computed(() => {
    if (this.tried() && this.scopes().size === 0) return 'Tick at least one permission.';
    return [...this.#errors()].find(([pointer]) => pointer.startsWith('/scopes'))?.[1] ?? '';
  });
  protected readonly whyNot = (permission: Permission): string => {
    if (PEOPLE_ONLY.includes(permission)) return 'for people alone';
    return this.#session.can(permission) ? '' : 'you do not have it yourself';
  };

  constructor() {
    warnBeforeUnload(() => this.hasUnsavedWork());
  }

  hasUnsavedWork(): boolean {
    return this.made() === null && this.#session.state() === 'signed-in' && this.name().trim() !== '';
  }

  mayLeave(): Promise<boolean> {
    return this.#confirm.ask({
      title: 'Leave without making the key?',
      text: 'Nothing has been made yet.',
      action: 'Leave',
      cancel: 'Stay',
      danger: true,
    });
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    this.tried.set(true);
    this.problem.set(null);
    if (!this.name().trim() || this.scopes().size === 0) return;
    this.busy.set(true);
    const life = this.life();
    const expires_at = life === null ? null : new Date(this.#clock.now() + life * DAY).toISOString();
    try {
      const key = { name: this.name().trim(), mode: this.mode(), scopes: [...this.scopes()], expires_at };
      this.made.set(await this.#api.create(key));
    } catch (error) {
      this.problem.set(toApiProblem(error));
    } finally {
      this.busy.set(false);
    }
  }

  protected copy(secret: string): void {
    if (this.#clipboard.copy(secret)) this.#toasts.done('Secret copied.');
    else this.#toasts.failed('The secret was not copied. Mark it and copy it by hand.');
  }
}
