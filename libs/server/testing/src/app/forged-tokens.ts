import { createHmac, generateKeyPairSync } from 'node:crypto';
import { type Config } from '@bureau/platform';
import { JwtService, type JwtSignOptions } from '@nestjs/jwt';
import { type SignedIn } from './people';

/** What is altered in a token that is otherwise as ours are. */
export type Forgery = JwtSignOptions & { secret?: string; claims?: object };

const HEADER = { alg: 'HS256', typ: 'at+jwt' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A token as ours are, but for what is changed. */
export function forgeToken(config: Config, person: SignedIn, changes: Forgery = {}): string {
  const { secret = config.jwtSecret, claims = {}, header, ...options } = changes;
  return new JwtService().sign(
    { sid: person.session_id, ...claims },
    {
      secret,
      algorithm: 'HS256',
      issuer: 'bureau',
      audience: 'bureau-api',
      subject: String(person.user_id),
      expiresIn: 60,
      header: { ...HEADER, ...header },
      ...options,
    },
  );
}

/** Every way that is known of making a token that looks like one of ours; each must be refused everywhere. */
export function forgedTokens(config: Config, person: SignedIn): [what: string, token: string][] {
  const forge = (changes: Forgery) => forgeToken(config, person, changes);
  const [, payload = '', signature = ''] = person.token.split('.');
  const ours = { sid: person.session_id, sub: String(person.user_id), iss: 'bureau', aud: 'bureau-api' };
  return [
    ['without a signature', `${base64({ ...HEADER, alg: 'none' })}.${payload}.`],
    ['with the algorithm spelled otherwise', `${base64({ ...HEADER, alg: 'nOnE' })}.${payload}.`],
    [
      'without a signature, keeping the old one',
      `${base64({ ...HEADER, alg: 'none' })}.${payload}.${signature}`,
    ],
    ['of another secret', forge({ secret: 'another secret that is long enough too' })],
    ['of another algorithm', forge({ algorithm: 'HS512', header: { ...HEADER, alg: 'HS512' } })],
    ['of a key that they bring along', ofBroughtKey(forge)],
    ['with a public key taken for a secret', signedBy(publicPem(), HEADER, payload)],
    ['whose key id names a file', signedBy('', { ...HEADER, kid: '../../../dev/null' }, payload)],
    ['whose key id asks the database', signedBy('x', { ...HEADER, kid: `' union select 'x` }, payload)],
    ['whose key is to be fetched', signedBy('x', { ...HEADER, jku: 'https://example.org/keys' }, payload)],
    ['for somebody else', forge({ audience: 'another-service' })],
    ['from somebody else', forge({ issuer: 'another-service' })],
    ['of another type', forge({ header: { ...HEADER, typ: 'JWT' } })],
    ['that are over', forge({ expiresIn: -1 })],
    ['that are not valid yet', forge({ notBefore: 60 })],
    ['without an end', new JwtService().sign(ours, { secret: config.jwtSecret, header: HEADER })],
    ['without a session', forge({ claims: { sid: undefined } })],
    ['with a session in the wrong type', forge({ claims: { sid: String(person.session_id) } })],
    ['with many sessions', forge({ claims: { sid: [person.session_id] } })],
    ['of a session that is not the person’s', forge({ subject: String(person.user_id + 1) })],
    ['of a session that is not', forge({ claims: { sid: 999_999_999 } })],
    [
      'altered after they were signed',
      person.token.replace(payload, base64({ ...ours, sub: '1', exp: 9e9 })),
    ],
    ['cut short', person.token.slice(0, -2)],
    ['with a part too many', `${person.token}.${signature}`],
    ['far too long', `${person.token}${'A'.repeat(5_000)}`],
    ['that are no tokens', 'token'],
  ];
}

function ofBroughtKey(forge: (changes: Forgery) => string): string {
  const header = { ...HEADER, alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) };
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return forge({ secret, algorithm: 'RS256', header: header as never });
}

function publicPem(): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

function signedBy(secret: string, header: object, payload: string): string {
  const signed = `${base64(header)}.${payload}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
