import { type Routes } from '@angular/router';
import { signedOut } from '@bureau/portal-core';

/** The pages for people who are not signed in. Links of mails work beside a session, too. */
export const SIGN_IN_ROUTES: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    canActivate: [signedOut],
    loadComponent: () => import('./sign-in-page/sign-in-page').then(({ SignInPage }) => SignInPage),
  },
  {
    path: 'reset',
    title: 'Forgotten password',
    loadComponent: () => import('./password-pages/reset-page').then(({ ResetPage }) => ResetPage),
  },
  {
    path: 'invite',
    title: 'Invitation',
    loadComponent: () => import('./password-pages/invite-page').then(({ InvitePage }) => InvitePage),
  },
];
