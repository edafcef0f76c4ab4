import { type CanMatchFn, type Routes } from '@angular/router';
import { signedIn } from '@bureau/portal-core';
import { Shell } from './shell/shell';

/** Matches addresses that begin with one of these words: what decides, before it is loaded, whose page it is. */
const under =
  (...words: string[]): CanMatchFn =>
  (_route, segments) =>
    words.includes(segments[0]?.path ?? '');

/**
 * The portal's pages. Each feature is loaded when it is first visited and names its own addresses in full, with
 * titles and the permissions that they need.
 */
export const routes: Routes = [
  {
    path: '',
    canMatch: [under('sign-in', 'reset', 'invite')],
    loadChildren: () => import('@bureau/portal-auth').then(({ SIGN_IN_ROUTES }) => SIGN_IN_ROUTES),
  },
  {
    path: '',
    component: Shell,
    canActivate: [signedIn],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Home',
        loadComponent: () => import('./home/home-page').then(({ HomePage }) => HomePage),
      },
      {
        path: '',
        canMatch: [under('records', 'record-types')],
        loadChildren: () => import('@bureau/portal-entities').then(({ ENTITIES_ROUTES }) => ENTITIES_ROUTES),
      },
      {
        path: '',
        canMatch: [under('tasks', 'reviews', 'change-sets', 'escalations', 'agents')],
        loadChildren: () => import('@bureau/portal-agents').then(({ AGENTS_ROUTES }) => AGENTS_ROUTES),
      },
      {
        path: '',
        canMatch: [under('audit')],
        loadChildren: () => import('@bureau/portal-audit').then(({ AUDIT_ROUTES }) => AUDIT_ROUTES),
      },
      {
        path: '',
        canMatch: [under('notifications')],
        loadChildren: () =>
          import('@bureau/portal-notifications').then(({ NOTIFICATIONS_ROUTES }) => NOTIFICATIONS_ROUTES),
      },
      {
        path: '',
        canMatch: [under('settings')],
        loadChildren: () => import('@bureau/portal-auth').then(({ SETTINGS_ROUTES }) => SETTINGS_ROUTES),
      },
      {
        path: '',
        canMatch: [under('users', 'roles', 'api-keys', 'access')],
        loadChildren: () => import('@bureau/portal-auth').then(({ ACCESS_ROUTES }) => ACCESS_ROUTES),
      },
      {
        path: 'no-access',
        title: 'No access',
        loadComponent: () => import('./pages/no-access-page').then(({ NoAccessPage }) => NoAccessPage),
      },
      {
        path: '**',
        title: 'Not found',
        loadComponent: () => import('./pages/not-found-page').then(({ NotFoundPage }) => NotFoundPage),
      },
    ],
  },
];
