import { Injectable } from '@nestjs/common';
import { ACCESS_TOKEN_STRATEGY, AccessTokenStrategy } from './access-token.strategy';
import { type TokenClaims } from './access-tokens';

type PassportHandler = (request: object, response: object, next: (error: unknown) => void) => void;

/** Asks the strategy about a token, wherever it came from: a header or a socket's handshake. */
@Injectable()
export class TokenVerifier {
  constructor(private readonly strategy: AccessTokenStrategy) {}

  /** What a genuine token says, or null for any other. */
  verify(token: string): Promise<TokenClaims | null> {
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, claims?: TokenClaims | false) =>
        error ? reject(error as Error) : resolve(claims || null);
      const authenticate = this.strategy
        .getPassportInstance()
        .authenticate(ACCESS_TOKEN_STRATEGY, { session: false }, settle) as PassportHandler;
      authenticate({ headers: { authorization: `Bearer ${token}` } }, {}, settle);
    });
  }
}
