import { effect, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from './session';

/** Takes the person to the sign-in page, and later back, when the session ends. Call it in an injection context. */
export function followSessionEnd(): void {
  const session = inject(Session);
  const router = inject(Router);
  let wasSignedIn = false;
  effect(() => {
    const signedIn = session.state() === 'signed-in';
    if (wasSignedIn && !signedIn)
      void router.navigate(['/sign-in'], { queryParams: returnTo(router, session) });
    wasSignedIn = signedIn;
  });
}

function returnTo(router: Router, session: Session): Record<string, string> {
  return session.ended() && router.url !== '/' ? { return: router.url } : {};
}
