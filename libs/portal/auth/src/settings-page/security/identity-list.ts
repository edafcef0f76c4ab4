import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type LinkedIdentity } from '@bureau/contracts';
import { apiResource, ProviderSignIn, toApiProblem } from '@bureau/portal-core';
import { Confirm, State, TimeAgo, Toasts } from '@bureau/portal-ui';
import { AccountApi } from '../../data/account-api';

/** Who one is at the OpenID provider. */
@Component({
  selector: 'bur-identity-list',
  imports: [MatButtonModule, State, TimeAgo],
  template: `
    <bur-state
      what="The connected identities"
      skeleton="text"
      [rows]="2"
      [loading]="identities.loading()"
      [problem]="identities.value() ? null : identities.problem()"
      (retry)="identities.reload()"
    >
      <ul>
        @for (identity of identities.value(); track identity.id) {
          <li class="flex min-h-14 flex-wrap items-center justify-between gap-x-4 border-b border-line py-2">
            <div class="min-w-0">
              <p>{{ identity.email ?? 'no address given' }}</p>
              <p class="bur-muted text-table break-all">
                {{ identity.issuer }} · last used <bur-time [at]="identity.last_used_at" />
              </p>
            </div>
            <button
              matButton
              type="button"
              [attr.aria-label]="'Disconnect ' + (identity.email ?? identity.issuer)"
              (click)="unlink(identity)"
            >
              Disconnect
            </button>
          </li>
        } @empty {
          <li class="bur-muted">None is connected.</li>
        }
      </ul>
      <button matButton="outlined" type="button" class="mt-3" [disabled]="leaving()" (click)="link()">
        Connect an identity
      </button>
    </bur-state>
  `,
})
export class IdentityList {
  readonly #account = inject(AccountApi);
  readonly #provider = inject(ProviderSignIn);
  readonly #confirm = inject(Confirm);
  readonly #toasts = inject(Toasts);

  protected readonly identities = apiResource<LinkedIdentity[]>(() => '/auth/oidc/identities');
  protected readonly leaving = signal(false);

  /** The browser goes to the provider and comes back to the settings. */
  protected async link(): Promise<void> {
    this.leaving.set(true);
    try {
      const { location } = await this.#account.linkIdentity();
      this.#provider.go(location);
    } catch (error) {
      this.leaving.set(false);
      this.#toasts.failed('No identity was connected.', toApiProblem(error));
    }
  }

  protected async unlink(identity: LinkedIdentity): Promise<void> {
    const sure = await this.#confirm.ask({
      title: 'Disconnect this identity?',
      text: `${identity.email ?? identity.issuer} no longer signs you in. Without a password here you cannot sign in at all.`,
      action: 'Disconnect',
      danger: true,
    });
    if (!sure) return;
    try {
      await this.#account.unlinkIdentity(identity.id);
      this.#toasts.done('Identity disconnected.');
    } catch (error) {
      this.#toasts.failed('The identity was not disconnected.', toApiProblem(error));
    } finally {
      this.identities.reload();
    }
  }
}
