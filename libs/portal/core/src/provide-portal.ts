import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import { TitleStrategy } from '@angular/router';
import { problemInterceptor } from './http/problem-interceptor';
import { sessionInterceptor } from './http/session-interceptor';
import { stepUpInterceptor } from './http/step-up-interceptor';
import { PageTitle } from './navigation/page-title';
import { Preferences } from './preferences/preferences';

/** What every page of the portal stands on: HTTP with session and problems, titles, theme. */
export function providePortal(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideHttpClient(withInterceptors([stepUpInterceptor, sessionInterceptor, problemInterceptor])),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideEnvironmentInitializer(() => inject(Preferences)),
  ]);
}
