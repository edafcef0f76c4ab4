import type { CurrentUser } from './user';

export interface LoginRequest {
  email: string;
  password: string;
}

export interface TokenResponse {
  access_token: string;
  /** Absent for the portal, whose refresh token lives in an HttpOnly cookie. */
  refresh_token?: string;
  token_type: 'Bearer';
  /** Seconds until the access token ends. */
  expires_in: number;
  user: CurrentUser;
}

/** Sent by the portal: the refresh token then travels as a cookie instead of in the body. */
export const CLIENT_HEADER = 'x-bureau-client';
export const PORTAL_CLIENT = 'portal';
