import { type Routes } from '@angular/router';
import { needs } from '@bureau/portal-core';

/** Addresses in full: `tasks`, `reviews`, `change-sets/:id`, `escalations/:id`, `agents`. */
export const AGENTS_ROUTES: Routes = [
  {
    path: 'tasks',
    title: 'Tasks',
    canActivate: [needs('agent_task:read')],
    loadComponent: () => import('./task-list-page/task-list-page').then(({ TaskListPage }) => TaskListPage),
  },
  {
    path: 'tasks/new',
    title: 'New task',
    canActivate: [needs('agent_task:create')],
    loadComponent: () =>
      import('./task-composer-page/task-composer-page').then(({ TaskComposerPage }) => TaskComposerPage),
  },
  {
    path: 'tasks/:id',
    title: 'Task',
    canActivate: [needs('agent_task:read')],
    loadComponent: () => import('./task-page/task-page').then(({ TaskPage }) => TaskPage),
  },
  {
    path: 'reviews',
    title: 'Reviews',
    canActivate: [needs('change_set:read')],
    loadComponent: () => import('./reviews-page/reviews-page').then(({ ReviewsPage }) => ReviewsPage),
  },
  {
    path: 'escalations/:id',
    title: 'An agent needs a person',
    canActivate: [needs('escalation:read')],
    loadComponent: () =>
      import('./reviews-page/escalation-page').then(({ EscalationPage }) => EscalationPage),
  },
  {
    path: 'change-sets/:id',
    title: 'Change set',
    canActivate: [needs('change_set:read')],
    loadComponent: () =>
      import('./change-set-page/change-set-page').then(({ ChangeSetPage }) => ChangeSetPage),
  },
  {
    path: 'agents',
    title: 'Agents',
    canActivate: [needs('agent:read')],
    loadComponent: () => import('./agent-pages/agent-list-page').then(({ AgentListPage }) => AgentListPage),
  },
  {
    path: 'agents/:name',
    title: 'Agent',
    canActivate: [needs('agent:read')],
    loadComponent: () => import('./agent-pages/agent-page').then(({ AgentPage }) => AgentPage),
  },
];
