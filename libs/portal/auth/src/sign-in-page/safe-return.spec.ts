import { safeReturn } from './safe-return';

describe('safeReturn', () => {
  it('keeps addresses of the portal', () => {
    expect(safeReturn('/records?q=web#top')).toBe('/records?q=web#top');
  });

  it.each([
    undefined,
    '',
    'records',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/sign-in?return=/',
  ])('goes Home instead of %s', (address) => {
    expect(safeReturn(address)).toBe('/');
  });
});
