import { type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { STEP_UP_CANCELLED, StepUps } from '../session/step-ups';
import { API_BASE, WITHOUT_SESSION } from './api-base';
import { ApiProblem } from './api-problem';

/**
 * A request that is refused until the person shows again who they are opens the one dialog for that, and is then
 * sent once more as it was. Whoever cancels finds everything as it stood.
 */
export const stepUpInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(API_BASE) || request.context.get(WITHOUT_SESSION)) return next(request);
  const stepUps = inject(StepUps);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (!(error instanceof ApiProblem) || error.code !== 'STEP_UP_REQUIRED') return throwError(() => error);
      return from(stepUps.ask(error.methods ?? [])).pipe(
        switchMap((shown) => (shown ? next(request) : throwError(() => cancelled(error)))),
      );
    }),
  );
};

function cancelled(refusal: ApiProblem): ApiProblem {
  return new ApiProblem({
    type: refusal.type,
    title: 'Not confirmed',
    status: refusal.status,
    code: STEP_UP_CANCELLED,
    detail: 'It was not confirmed that it is you, so nothing was changed.',
    request_id: '',
  });
}
