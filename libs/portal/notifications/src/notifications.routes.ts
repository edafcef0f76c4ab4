import { type Routes } from '@angular/router';
import { needs } from '@bureau/portal-core';

/** Addresses in full: `notifications`. */
export const NOTIFICATIONS_ROUTES: Routes = [
  {
    path: 'notifications',
    title: 'Notifications',
    canActivate: [needs('notification:read')],
    loadComponent: () =>
      import('./list-page/notification-list-page').then(({ NotificationListPage }) => NotificationListPage),
  },
];
