import { ProblemError } from '@bureau/platform';
import { assertStrong } from './password-policy';

const OWNER = { email: 'margarete.hoffmann@example.org', full_name: 'Margarete Hoffmann' };

function verdict(password: string): string {
  try {
    assertStrong(password, OWNER, '/password');
    return 'strong';
  } catch (error) {
    if (error instanceof ProblemError) return error.extras.errors?.[0]?.code ?? '';
    throw error;
  }
}

describe('a password', () => {
  it.each([
    'correct horse battery',
    'Xk3-vv0-Qtz9-1',
    'großvaters kahn',
    'ÄÖÜßéèñ漢字かな!',
    'thunderpancake',
    '8f14e45fceea167a',
  ])('is strong: %s', (password) => {
    expect(verdict(password)).toBe('strong');
  });

  it.each(['short', '', 'elevenchars', 'x'.repeat(129)])('has 12 to 128 characters, not %s', (password) => {
    expect(verdict(password)).toBe('PASSWORD_LENGTH');
  });

  it.each([
    'password1234',
    'P@ssw0rd!2026',
    'administrator',
    'Welcome12345!',
    'qwertyuiop12',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaaaaaa',
    'abababababab',
    '1q2w3e4r5t6y',
    'iloveyou2026!',
    'bureauadmin1',
    'MyPasswordIs1',
    'unbelievable',
    'liverpool2026!',
    '!!L1verp00l!!',
    'butterfly123',
    'snowballsnowball',
    'margarete2026',
    'HoffmannMargarete',
    '2026-11-22-2026',
  ])('is not one that everybody thinks of: %s', (password) => {
    expect(verdict(password)).toBe('PASSWORD_COMMON');
  });
});
