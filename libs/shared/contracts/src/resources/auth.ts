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

/** A sign-in that stands: one browser or service. */
export interface Session {
  id: number;
  ip: string | null;
  user_agent: string | null;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  /** The session of this very request. */
  current: boolean;
}

/** What a person changes about themselves. */
export interface UpdateProfile {
  full_name?: string;
}

export interface ChangePassword {
  current_password: string;
  new_password: string;
}

/** Length of a password in characters; nothing is asked of its composition. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
