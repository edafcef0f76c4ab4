import { Inject, Injectable } from '@nestjs/common';
import passport from 'passport';
import { ExtractJwt, Strategy, type VerifiedCallback } from 'passport-jwt';
import { CONFIG, type Config } from '../config';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, type TokenClaims } from './access-tokens';

const STRATEGY = 'access-token';
const SECOND_MS = 1_000;

interface SignedToken {
  header: { typ?: unknown };
  payload: { sub?: unknown; sid?: unknown; exp?: unknown };
}

/** Checks access tokens by passport-jwt: signature by our one algorithm and key, issuer, audience, type, end. */
@Injectable()
export class TokenVerifier {
  // Not the global instance: two applications in one process, as in tests, have a key each.
  private readonly passport = new passport.Passport();

  constructor(@Inject(CONFIG) config: Config) {
    const options = {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.jwtSecret,
      algorithms: [config.jwtAlgorithm],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      jsonWebTokenOptions: { complete: true },
    };
    this.passport.use(
      STRATEGY,
      new Strategy(options, (token: SignedToken, done: VerifiedCallback) =>
        done(null, claimsOf(token) ?? false),
      ),
    );
  }

  /** What a genuine token says, or null for any other. */
  verify(token: string): Promise<TokenClaims | null> {
    return new Promise((resolve, reject) => {
      const settle = (error: unknown, claims?: TokenClaims | false) =>
        error ? reject(error as Error) : resolve(claims || null);
      const authenticate = this.passport.authenticate(
        STRATEGY,
        { session: false },
        settle,
      ) as PassportHandler;
      authenticate({ headers: { authorization: `Bearer ${token}` } }, {}, settle);
    });
  }
}

type PassportHandler = (request: object, response: object, next: (error: unknown) => void) => void;

function claimsOf({ header, payload }: SignedToken): TokenClaims | null {
  const { sub, sid, exp } = payload;
  const userId = Number(sub);
  if (
    header.typ !== TOKEN_TYPE ||
    typeof sid !== 'number' ||
    typeof exp !== 'number' ||
    !Number.isInteger(userId)
  )
    return null;
  return { user_id: userId, session_id: sid, expires_at: exp * SECOND_MS };
}
