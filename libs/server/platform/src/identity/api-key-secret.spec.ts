import { apiKeyHash, looksLikeApiKey, newApiKeySecret } from './api-key-secret';

describe('the secret of an API key', () => {
  it('names its prefix and is known by its hash', () => {
    const { secret, prefix, hash } = newApiKeySecret();
    expect(secret).toMatch(/^bur_[0-9a-f]{8}_[\w-]{49}$/);
    expect(secret.slice(4, 12)).toBe(prefix);
    expect(apiKeyHash(secret)).toBe(hash);
    expect(hash).toHaveLength(43);
    expect(secret).not.toContain(hash);
    expect(looksLikeApiKey(secret)).toBe(true);
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 100 }, () => newApiKeySecret().secret)).size).toBe(100);
  });

  it.each<[string, (secret: string) => string]>([
    ['cut short', (secret) => secret.slice(0, -1)],
    ['longer', (secret) => `${secret}A`],
    [
      'altered in its middle',
      (secret) => `${secret.slice(0, 30)}${secret[30] === 'A' ? 'B' : 'A'}${secret.slice(31)}`,
    ],
    ['under another prefix', (secret) => secret.replace(/^bur_.{8}/, 'bur_00000000')],
    ['under another mark', (secret) => secret.replace('bur_', 'bux_')],
    ['followed by a line', (secret) => `${secret}\n`],
    ['nothing', () => ''],
  ])('is none when %s', (_what, change) => {
    expect(apiKeyHash(change(newApiKeySecret().secret))).toBeNull();
  });
});
