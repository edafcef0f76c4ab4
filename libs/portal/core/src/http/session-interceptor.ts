import { type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Session } from '../session/session';
import { API_BASE, WITHOUT_SESSION } from './api-base';
import { ApiProblem } from './api-problem';

/**
 * Sends the access token with each API request. A 401 means that the token ended early (a role changed, a session
 * was revoked): the session is refreshed once and the request repeated once.
 */
export const sessionInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(API_BASE) || request.context.get(WITHOUT_SESSION)) return next(request);
  const session = inject(Session);
  const send = (token: string) => next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } }));
  return from(session.freshToken()).pipe(
    switchMap((token) =>
      send(token).pipe(
        catchError((error: unknown) =>
          error instanceof ApiProblem && error.status === 401
            ? from(session.refresh(token)).pipe(switchMap(send))
            : throwError(() => error),
        ),
      ),
    ),
  );
};
