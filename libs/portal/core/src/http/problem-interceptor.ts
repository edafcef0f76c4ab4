import { type HttpInterceptorFn } from '@angular/common/http';
import { catchError, throwError } from 'rxjs';
import { API_BASE } from './api-base';
import { toApiProblem } from './api-problem';
import { newRequestId } from './request-id';

/** Gives each API request an id and turns each failure into an `ApiProblem` that names it. */
export const problemInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith(API_BASE)) return next(request);
  const requestId = request.headers.get('X-Request-Id') ?? newRequestId();
  return next(request.clone({ setHeaders: { 'X-Request-Id': requestId } })).pipe(
    catchError((error: unknown) => throwError(() => toApiProblem(error, requestId))),
  );
};
