import { inject, Service } from '@angular/core';
import { type ApiKey, type CreateApiKey, type NewApiKey } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** The keys of services. Every call rejects with an `ApiProblem`. */
@Service()
export class ApiKeysApi {
  readonly #api = inject(Api);

  /** The answer alone ever holds the secret. */
  create(key: CreateApiKey): Promise<NewApiKey> {
    return this.#api.post('/api-keys', key);
  }

  /** It acts in the name of whoever calls this from now on. */
  adopt(id: number): Promise<ApiKey> {
    return this.#api.post(`/api-keys/${id}/adopt`);
  }

  revoke(id: number): Promise<void> {
    return this.#api.delete(`/api-keys/${id}`);
  }
}

export type ApiKeyState = 'active' | 'expired' | 'revoked';

/** @param now milliseconds since the epoch */
export function stateOf({ revoked_at, expires_at }: ApiKey, now: number): ApiKeyState {
  if (revoked_at) return 'revoked';
  return expires_at && Date.parse(expires_at) <= now ? 'expired' : 'active';
}
