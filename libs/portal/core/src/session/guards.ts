import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { type Permission } from '@bureau/contracts';
import { Session } from './session';

/** Lets signed-in people pass; everybody else signs in first and returns. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  if ((await session.restore()) === 'signed-in' || session.state() === 'signed-in') return true;
  return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { return: state.url } });
};

/** The sign-in page is for those who are not signed in. */
export const signedOut: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  await session.restore();
  return session.state() === 'signed-in' ? router.createUrlTree(['/']) : true;
};

/** Lets pass whoever has the permission; others see which one is missing; the address stays. */
export function needs(permission: Permission): CanActivateFn {
  return async () => {
    const session = inject(Session);
    const router = inject(Router);
    await session.restore();
    if (session.state() !== 'signed-in' || session.can(permission)) return true;
    const page = router.createUrlTree(['/no-access'], { queryParams: { needs: permission } });
    return new RedirectCommand(page, { skipLocationChange: true });
  };
}
