import { CLIENT_HEADER, PORTAL_CLIENT } from '@bureau/contracts';
import { API_PREFIX, type Config, originAllowed, permissionDenied } from '@bureau/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';

export const REFRESH_COOKIE = 'bureau_refresh';
/** Marks a browser in which somebody has signed in: see `KnownDevices`. It lets nobody in. */
export const DEVICE_COOKIE = 'bureau_device';
/** What a browser carries to the OpenID provider and back, sealed. */
export const OIDC_LOGIN_COOKIE = 'bureau_oidc';
/** Whom the provider has shown, while a code is still owed, sealed. */
export const OIDC_PENDING_COOKIE = 'bureau_oidc_pending';
const SECONDS_PER_MINUTE = 60;
/** As long as browsers keep a cookie at all. */
const DEVICE_SECONDS = 400 * 86_400;

/**
 * Whether the portal asks. It says so by a header that no other site's page can send, and from an origin that is ours:
 * only then does the cookie count.
 * @throws 403 where the header comes from a foreign origin
 */
export function fromPortal(request: FastifyRequest, config: Config): boolean {
  if (request.headers[CLIENT_HEADER] !== PORTAL_CLIENT) return false;
  if (!originAllowed(config, request.headers))
    throw permissionDenied('This origin may not use the portal’s session.');
  return true;
}

/** Puts the refresh token where no script can read it. */
export function setRefreshCookie(reply: FastifyReply, token: string, config: Config): void {
  void reply.setCookie(REFRESH_COOKIE, token, {
    ...attributes(config),
    maxAge: config.refreshMinutes * SECONDS_PER_MINUTE,
  });
}

export function clearRefreshCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(REFRESH_COOKIE, attributes(config));
}

export function setDeviceCookie(reply: FastifyReply, mark: string, config: Config): void {
  void reply.setCookie(DEVICE_COOKIE, mark, { ...attributes(config), maxAge: DEVICE_SECONDS });
}

/** @param seconds that it lives */
export function setOidcCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  seconds: number,
  config: Config,
): void {
  void reply.setCookie(name, value, { ...oidcAttributes(name, config), maxAge: seconds });
}

export function clearOidcCookie(reply: FastifyReply, name: string, config: Config): void {
  void reply.clearCookie(name, oidcAttributes(name, config));
}

/**
 * The browser comes back from the provider's site, and a strict cookie would stay behind: this one alone is lax. It
 * signs nobody in, and what it holds is only good together with the provider's answer to the same state.
 */
function oidcAttributes(name: string, config: Config) {
  return {
    ...attributes(config),
    path: `/${API_PREFIX}/auth/oidc`,
    sameSite: name === OIDC_LOGIN_COOKIE ? 'lax' : 'strict',
  } as const;
}

function attributes(config: Config) {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
    path: `/${API_PREFIX}/auth`,
  } as const;
}
