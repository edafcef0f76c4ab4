import { type Routes } from '@angular/router';
import { guardUnsavedWork, needs } from '@bureau/portal-core';

/** Addresses in full, as the app mounts them at its root. */
export const ENTITIES_ROUTES: Routes = [
  {
    path: 'records',
    canActivate: [needs('entity:read')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Records',
        loadComponent: () => import('./list-page/record-list-page').then((page) => page.RecordListPage),
      },
      {
        path: 'trash',
        title: 'Trash',
        loadComponent: () => import('./list-page/trash-page').then((page) => page.TrashPage),
      },
      {
        path: 'new',
        title: 'New record',
        canActivate: [needs('entity:create')],
        canDeactivate: [guardUnsavedWork],
        loadComponent: () => import('./form-page/new-record-page').then((page) => page.NewRecordPage),
      },
      {
        path: 'import',
        title: 'Import records',
        canActivate: [needs('entity:import')],
        loadComponent: () => import('./import-page/import-page').then((page) => page.ImportPage),
      },
      {
        path: ':id',
        title: 'Record',
        loadComponent: () => import('./detail-page/record-page').then((page) => page.RecordPage),
      },
      {
        path: ':id/edit',
        title: 'Edit record',
        canActivate: [needs('entity:update')],
        canDeactivate: [guardUnsavedWork],
        loadComponent: () => import('./form-page/edit-record-page').then((page) => page.EditRecordPage),
      },
    ],
  },
  {
    path: 'record-types',
    canActivate: [needs('entity_type:read')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'Record types',
        loadComponent: () => import('./types-page/type-list-page').then((page) => page.TypeListPage),
      },
      {
        path: 'new',
        title: 'New record type',
        canActivate: [needs('entity_type:update')],
        canDeactivate: [guardUnsavedWork],
        loadComponent: () => import('./types-page/type-page').then((page) => page.TypePage),
      },
      {
        path: ':id',
        title: 'Record type',
        canDeactivate: [guardUnsavedWork],
        loadComponent: () => import('./types-page/type-page').then((page) => page.TypePage),
      },
    ],
  },
];
