import { Component, computed, inject, input } from '@angular/core';
import { PERMISSIONS, type SignInOptions } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';
import { PageHeader } from '@bureau/portal-ui';
import { Notice } from '../parts/notice';
import { SessionList } from '../parts/session-list';
import { providerFailure } from '../sign-in-page/sign-in-failure';
import { AppearanceSettings } from './appearance-settings';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { Authenticator } from './security/authenticator';
import { IdentityList } from './security/identity-list';

/** The person's own account: profile, security, looks, and what the role allows. */
@Component({
  selector: 'bur-settings-page',
  imports: [
    PageHeader,
    Notice,
    ProfileForm,
    AppearanceSettings,
    PasswordForm,
    Authenticator,
    IdentityList,
    SessionList,
  ],
  templateUrl: './settings-page.html',
})
export class SettingsPage {
  protected readonly session = inject(Session);
  /** What went wrong while an identity was being connected, from the query. */
  readonly problem = input<string>();

  readonly #options = apiResource<SignInOptions>(() => '/auth/options');
  protected readonly provider = computed(() => this.#options.value()?.oidc ?? null);
  protected readonly failure = computed(() => providerFailure(this.problem()));
  protected readonly meanings = PERMISSIONS;
}
