import { HttpContextToken } from '@angular/common/http';

/** Where the API lives, on the portal's own origin. */
export const API_BASE = '/api/v1';

/** Set on the requests that make a session: they carry no access token and are not repeated after a 401. */
export const WITHOUT_SESSION = new HttpContextToken(() => false);

/** The address of an API path, e.g. `apiUrl('/entities/7')`. */
export function apiUrl(path: string): string {
  return path.startsWith('/') ? `${API_BASE}${path}` : `${API_BASE}/${path}`;
}
