/** The page to return to after sign-in: an address inside the portal, else Home. */
export function safeReturn(address: string | null | undefined): string {
  if (!address || !/^\/(?![/\\])/.test(address) || address.startsWith('/sign-in')) return '/';
  return address;
}
