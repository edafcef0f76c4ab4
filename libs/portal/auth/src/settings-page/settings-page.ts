import { Component, inject } from '@angular/core';
import { PERMISSIONS } from '@bureau/contracts';
import { Session } from '@bureau/portal-core';
import { PageHeader } from '@bureau/portal-ui';
import { AppearanceSettings } from './appearance-settings';
import { PasswordForm } from './password-form';
import { ProfileForm } from './profile-form';
import { SessionList } from './session-list';

/** The person's own account: profile, looks, password, and what the role allows. */
@Component({
  selector: 'bur-settings-page',
  imports: [PageHeader, ProfileForm, AppearanceSettings, PasswordForm, SessionList],
  template: `
    <div class="bur-page max-w-[880px]!">
      <bur-page-header heading="Settings" text="Your profile and how this device shows Bureau." />
      <section class="bur-card p-4 md:p-6" aria-labelledby="profile">
        <h2 id="profile" class="mb-4">Profile</h2>
        <bur-profile-form />
      </section>
      <section class="bur-card p-4 md:p-6" aria-labelledby="appearance">
        <h2 id="appearance" class="mb-4">Appearance</h2>
        <bur-appearance-settings />
      </section>
      <section class="bur-card p-4 md:p-6" aria-labelledby="password">
        <h2 id="password" class="mb-4">Password</h2>
        <bur-password-form />
      </section>
      <section class="bur-card p-4 md:p-6" aria-labelledby="sessions">
        <h2 id="sessions" class="mb-2">Where you are signed in</h2>
        <bur-session-list />
      </section>
      <section class="bur-card p-4 md:p-6" aria-labelledby="rights">
        <h2 id="rights">What you may do</h2>
        <p class="bur-muted mt-1 mb-3">
          The role “{{ session.user()?.role }}” allows this. An administrator can change it.
        </p>
        <ul class="grid gap-x-6 gap-y-1 md:grid-cols-2">
          @for (permission of session.user()?.permissions; track permission) {
            <li [title]="permission">{{ meanings[permission] }}</li>
          }
        </ul>
      </section>
    </div>
  `,
})
export class SettingsPage {
  protected readonly session = inject(Session);
  protected readonly meanings = PERMISSIONS;
}
