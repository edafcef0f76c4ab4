import { type Routes } from '@angular/router';

export const SETTINGS_ROUTES: Routes = [
  {
    path: 'settings',
    title: 'Settings',
    loadComponent: () => import('./settings-page/settings-page').then(({ SettingsPage }) => SettingsPage),
  },
];
