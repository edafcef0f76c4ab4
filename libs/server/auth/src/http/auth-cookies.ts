import { CLIENT_HEADER, PORTAL_CLIENT } from '@bureau/contracts';
import { API_PREFIX, type Config, originAllowed, permissionDenied } from '@bureau/platform';
import { type FastifyReply, type FastifyRequest } from 'fastify';

export const REFRESH_COOKIE = 'bureau_refresh';
/** Marks a browser in which somebody has signed in: see `KnownDevices`. It lets nobody in. */
export const DEVICE_COOKIE = 'bureau_device';
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

function attributes(config: Config) {
  return {
    httpOnly: true,
    sameSite: 'strict',
    secure: config.publicUrl.startsWith('https:'),
    path: `/${API_PREFIX}/auth`,
  } as const;
}
