import { type Routes } from '@angular/router';
import { needs } from '@bureau/portal-core';

/** Addresses in full: `audit`, `audit/:id`. */
export const AUDIT_ROUTES: Routes = [
  {
    path: 'audit',
    title: 'Audit',
    canActivate: [needs('audit:read')],
    loadComponent: () => import('./list-page/audit-list-page').then(({ AuditListPage }) => AuditListPage),
  },
  {
    path: 'audit/:id',
    title: 'Audit row',
    canActivate: [needs('audit:read')],
    loadComponent: () => import('./detail-page/audit-page').then(({ AuditPage }) => AuditPage),
  },
];
