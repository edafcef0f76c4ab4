import { type CurrentUser, type Permission, type TokenResponse } from '@bureau/contracts';

/** A signed-in person with these permissions. */
export function sampleUser(permissions: Permission[] = ['entity:read']): CurrentUser {
  return {
    id: 7,
    email: 'ana@example.org',
    full_name: 'Ana Lima',
    role: 'user',
    is_active: true,
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    permissions,
  };
}

/** What the API answers to a sign-in. @param seconds life of the access token */
export function sampleTokens(access_token: string, seconds = 900): TokenResponse {
  return { access_token, token_type: 'Bearer', expires_in: seconds, user: sampleUser() };
}
