import { clientAddress } from './client-address';

describe('the address of a client', () => {
  it.each([
    ['its own, where it comes directly', '203.0.113.1', undefined, '203.0.113.1'],
    ['not what a stranger says of himself', '203.0.113.1', '198.51.100.1', '203.0.113.1'],
    ['what our proxy saw', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['the nearest that is no proxy of ours', '10.0.0.2', '1.1.1.1, 198.51.100.1, 10.0.0.1', '198.51.100.1'],
    ['a private one where all are', '::ffff:127.0.0.1', '10.0.0.9', '10.0.0.9'],
    ['the proxy’s where the header is no address', '127.0.0.1', 'me, myself', '127.0.0.1'],
  ])('is %s', (_what, peer, header, expected) => {
    expect(clientAddress(peer, { 'x-forwarded-for': header })).toBe(expected);
  });
});
