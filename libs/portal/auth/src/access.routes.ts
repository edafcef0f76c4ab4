import { type Routes } from '@angular/router';
import { guardUnsavedWork, needs } from '@bureau/portal-core';

/** Who may get in and do what: people, roles, keys of services, and why. */
export const ACCESS_ROUTES: Routes = [
  {
    path: 'users',
    title: 'Users',
    canActivate: [needs('user:read')],
    loadComponent: () => import('./users/user-list-page').then(({ UserListPage }) => UserListPage),
  },
  {
    path: 'users/invite',
    title: 'Invite somebody',
    canActivate: [needs('user:update')],
    canDeactivate: [guardUnsavedWork],
    loadComponent: () => import('./users/invite-user-page').then(({ InviteUserPage }) => InviteUserPage),
  },
  {
    path: 'users/:id',
    title: 'User',
    canActivate: [needs('user:read')],
    loadComponent: () => import('./users/user-page').then(({ UserPage }) => UserPage),
  },
  {
    path: 'roles',
    title: 'Roles',
    canActivate: [needs('role:read')],
    loadComponent: () => import('./roles/role-list-page').then(({ RoleListPage }) => RoleListPage),
  },
  {
    path: 'roles/new',
    title: 'New role',
    canActivate: [needs('role:update')],
    canDeactivate: [guardUnsavedWork],
    loadComponent: () => import('./roles/editor/new-role-page').then(({ NewRolePage }) => NewRolePage),
  },
  {
    path: 'roles/:id',
    title: 'Role',
    canActivate: [needs('role:read')],
    canDeactivate: [guardUnsavedWork],
    loadComponent: () => import('./roles/editor/role-page').then(({ RolePage }) => RolePage),
  },
  {
    path: 'api-keys',
    title: 'API keys',
    canActivate: [needs('api_key:manage')],
    loadComponent: () => import('./api-keys/api-key-list-page').then(({ ApiKeyListPage }) => ApiKeyListPage),
  },
  {
    path: 'api-keys/new',
    title: 'New API key',
    canActivate: [needs('api_key:manage')],
    canDeactivate: [guardUnsavedWork],
    loadComponent: () => import('./api-keys/new-api-key-page').then(({ NewApiKeyPage }) => NewApiKeyPage),
  },
  {
    path: 'access',
    title: 'Access',
    canActivate: [needs('account:manage')],
    loadComponent: () => import('./access/access-page').then(({ AccessPage }) => AccessPage),
  },
];
