import type { Permission } from '../catalogues/permissions';

/** `direct` keys write as their scopes let them; `propose` keys change nothing themselves: a person decides. */
export const API_KEY_MODES = ['direct', 'propose'] as const;
export type ApiKeyMode = (typeof API_KEY_MODES)[number];

/** Begins every secret, so that scanners of repositories and logs find one that leaked. */
export const API_KEY_MARK = 'bur_';

/** What is for people alone: no key has an account, makes keys, or decides. */
export const PEOPLE_ONLY: readonly Permission[] = [
  'account:manage',
  'api_key:manage',
  'change_set:decide',
  'change_set:decide_all',
  'escalation:decide',
];

/** A service's way in. The organisation owns it: all who manage keys see and revoke every one. */
export interface ApiKey {
  id: number;
  name: string;
  /** The first part of the secret, by which a key that was found somewhere is found here. */
  prefix: string;
  mode: ApiKeyMode;
  /** At most this; used with no more than its owner may do at that moment. */
  scopes: Permission[];
  /** Null: until it is revoked. */
  expires_at: string | null;
  /** To the minute. */
  last_used_at: string | null;
  last_used_ip: string | null;
  created_by: number;
  /** The person in whose name it acts: its maker, until somebody adopts it. */
  owner_id: number;
  revoked_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** The answer to making a key: the only one that ever holds the secret. */
export interface NewApiKey extends ApiKey {
  secret: string;
}

export interface CreateApiKey {
  name: string;
  mode?: ApiKeyMode;
  scopes: Permission[];
  expires_at?: string | null;
}

/** Fields left out stay. */
export interface UpdateApiKey {
  name?: string;
  expires_at?: string | null;
}
