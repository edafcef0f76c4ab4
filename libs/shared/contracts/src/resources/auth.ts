import type { CurrentUser } from './user';

export interface LoginRequest {
  email: string;
  password: string;
  /** Six digits of the authenticator app, or a recovery code; asked for by OTP_REQUIRED. */
  otp?: string;
}

/** What the page for signing in offers. */
export interface SignInOptions {
  /** The OpenID provider's name for people; null: none is configured. */
  oidc: { name: string } | null;
  /** Whether forgotten passwords can be reset by mail. */
  password_reset: boolean;
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
  /** In words, e.g. `Firefox on Windows`. */
  device: string | null;
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
  /** Left out by people who have no password yet, who must have stepped up instead. */
  current_password?: string;
  new_password: string;
}

/** Length of a password in characters; nothing is asked of its composition. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

export interface ForgottenPassword {
  email: string;
}

/** Sets a password by the link of a mail, of either kind. */
export interface ResetPassword {
  token: string;
  password: string;
  /** Asked for by OTP_REQUIRED where the account has an authenticator app: a mailbox alone opens no account. */
  otp?: string;
}

/** Shows again who one is: one of the two. */
export interface StepUpRequest {
  password?: string;
  otp?: string;
}

export interface StepUpResult {
  /** Until then delicate routes do not ask again. */
  stepped_up_until: string;
}

export interface TotpStatus {
  enabled: boolean;
  enrolled_at: string | null;
  recovery_codes_left: number;
}

/** What an authenticator app must learn; in force once a code has proved that it did. */
export interface TotpEnrolment {
  /** Base32, for typing. */
  secret: string;
  uri: string;
  /** The address as a QR code: a whole SVG document. */
  qr_svg: string;
}

/** Shown once. */
export interface RecoveryCodes {
  recovery_codes: string[];
}

/** Who somebody is at the OpenID provider. */
export interface LinkedIdentity {
  id: number;
  issuer: string;
  email: string | null;
  created_at: string;
  last_used_at: string;
}

/** Where the browser must go, at the top level, to link an identity. */
export interface LinkStart {
  location: string;
}

/** Changes to how an account is entered, of which its owner is told. */
export const ACCOUNT_ALERTS = [
  'token_reused',
  'totp_enabled',
  'totp_disabled',
  'recovery_code_used',
  'recovery_codes_renewed',
  'password_reset',
  'identity_linked',
] as const;
export type AccountAlert = (typeof ACCOUNT_ALERTS)[number];
