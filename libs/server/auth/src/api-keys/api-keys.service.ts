import { type ApiKey, type CreateApiKey, type NewApiKey, type UpdateApiKey } from '@bureau/contracts';
import {
  ApiKeyCallers,
  commonError,
  Database,
  ListReader,
  type ListQuery,
  newApiKeySecret,
  notFound,
  type Page,
  requireCaller,
  unwrap,
  type UpdateOptions,
  WritePath,
} from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { API_KEY_LIST, API_KEY_RESOURCE } from './api-key.resource';
import { scopesProblem } from './api-key-scopes';

/** Sentence of a 409: only a standing key is changed. */
const REVOKED = () => 'The key was revoked. Make a new one.';
const STANDING = { text: 'e.revoked_at is null', values: [] };

/** Keys of services. The organisation owns them: whoever manages keys manages all. */
@Injectable()
export class ApiKeysService {
  private readonly keys: WritePath<ApiKey>;
  private readonly reader: ListReader<ApiKey>;

  constructor(
    private readonly database: Database,
    private readonly callers: ApiKeyCallers,
  ) {
    this.keys = new WritePath(database, API_KEY_RESOURCE);
    this.reader = new ListReader<ApiKey>(database, API_KEY_LIST);
  }

  list(query: ListQuery): Promise<Page<ApiKey>> {
    return this.reader.page(query);
  }

  /** @throws 404 */
  async get(id: number): Promise<ApiKey> {
    const [key] = await this.database.query<ApiKey>({
      name: 'api_key_get',
      text: `select ${API_KEY_LIST.select.join(', ')} from api_keys e where e.id = $1::bigint`,
      values: [id],
    });
    if (!key) throw notFound('API key');
    return key;
  }

  /**
   * Makes a key in the caller's name.
   * @returns the key with its secret, which is never to be had again
   * @throws 400 for an end that has passed or a scope that is for people, 403 for what the caller lacks
   */
  async create({ name, mode, scopes, expires_at }: CreateApiKey): Promise<NewApiKey> {
    const { user_id, permissions } = requireCaller();
    const problem = scopesProblem(scopes, permissions) ?? expiryProblem(expires_at);
    if (problem) throw problem;
    const { secret, prefix, hash } = newApiKeySecret();
    const { row } = await this.keys.create({
      name,
      mode,
      scopes,
      expires_at,
      prefix,
      secret_hash: hash,
      created_by: user_id,
      owner_id: user_id,
    });
    return { ...row, secret };
  }

  /** Changes the name or the end of a key. @throws 400, 404, 412, or 409 where it was revoked */
  async update(id: number, changes: UpdateApiKey, ifMatch: number | null): Promise<ApiKey> {
    const problem = expiryProblem(changes.expires_at);
    if (problem) throw problem;
    if (changes.name === undefined && changes.expires_at === undefined) return this.get(id);
    return this.write(id, { ...changes }, { ifMatch });
  }

  /** From now on the key acts in the caller's name: what keeps it working when its owner leaves. @throws 404, 409 */
  async adopt(id: number): Promise<ApiKey> {
    return this.write(id, { owner_id: requireCaller().user_id }, { action: 'api_key.adopt' });
  }

  /** Ends the key, its sockets and the rights of its tasks; it stays in the list. @throws 404, 409 */
  async revoke(id: number): Promise<void> {
    const expressions = { revoked_at: 'now()' };
    await this.write(id, {}, { action: 'api_key.revoke', change: 'deleted', expressions });
  }

  private async write(id: number, values: Partial<ApiKey>, options: UpdateOptions): Promise<ApiKey> {
    const result = await this.keys.update(id, values, { ...options, guard: STANDING });
    this.callers.forget(id);
    return unwrap(result, 'API key', REVOKED);
  }
}

function expiryProblem(expiresAt: string | null | undefined) {
  if (typeof expiresAt !== 'string' || Date.parse(expiresAt) > Date.now()) return null;
  const detail = 'The end of a key lies in the future.';
  return commonError('VALIDATION_FAILED', detail, {
    errors: [{ pointer: '/expires_at', code: 'IN_THE_PAST', detail }],
  });
}
