import { portalPath } from './portal-path';

describe('where a sign-in returns to', () => {
  it.each(['/', '/records?status=active#top', '/change-sets/5', '/records?q=a%20b'])('is %s', (path) => {
    expect(portalPath(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'records',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    '/api/v1/auth/logout',
  ])('is never %j', (path) => {
    expect(portalPath(path)).toBe('/');
  });
});
