import { type ApplicationConfig, injectAsync, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withRouterConfig,
} from '@angular/router';
import { ASK_STEP_UP, type AskStepUp, providePortal } from '@bureau/portal-core';
import { provideLucideConfig } from '@lucide/angular';
import { routes } from './app.routes';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    providePortal(),
    { provide: ASK_STEP_UP, useFactory: askStepUp },
    provideLucideConfig({ size: 20, strokeWidth: 1.75 }),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
    ),
  ],
};

/** The dialog that asks who it is, loaded when it is first needed. */
function askStepUp(): AskStepUp {
  const question = injectAsync(() => import('@bureau/portal-auth').then((auth) => auth.StepUpQuestion));
  return async (methods) => (await question()).ask(methods);
}
