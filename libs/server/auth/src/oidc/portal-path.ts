const ORIGIN = 'https://portal.invalid';

/** The address if it is a path within the portal, else its first page: a link must not lead people elsewhere. */
export function portalPath(address: string | undefined): string {
  if (address === undefined || !/^\/(?![/\\])/.test(address) || !URL.canParse(address, ORIGIN)) return '/';
  const { origin, pathname, search, hash } = new URL(address, ORIGIN);
  const path = `${pathname}${search}${hash}`;
  return origin === ORIGIN && !path.startsWith('//') && !pathname.startsWith('/api/') ? path : '/';
}
