import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport, { type PassportStatic } from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { CONFIG, type Config } from '../config';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_TYPE, type TokenClaims } from './access-tokens';

/** Name of the strategy within its Passport. */
export const ACCESS_TOKEN_STRATEGY = 'access-token';
const SECOND_MS = 1_000;

interface SignedToken {
  header: { typ?: unknown };
  payload: { sub?: unknown; sid?: unknown; exp?: unknown };
}

/** Checks access tokens: signature by our one algorithm and key, issuer, audience, type, end. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN_STRATEGY) {
  private own?: PassportStatic;

  constructor(@Inject(CONFIG) config: Config) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.jwtSecret,
      algorithms: [config.jwtAlgorithm],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      jsonWebTokenOptions: { complete: true },
    });
  }

  /** Not the global instance: two applications in one process, as in tests, have a key each. */
  getPassportInstance(): PassportStatic {
    return (this.own ??= new passport.Passport() as PassportStatic);
  }

  /** What a genuine token says, or false for any other. */
  validate({ header, payload }: SignedToken): TokenClaims | false {
    const { sub, sid, exp } = payload;
    const userId = Number(sub);
    const whole = typeof sid === 'number' && typeof exp === 'number' && Number.isInteger(userId);
    if (header.typ !== TOKEN_TYPE || !whole) return false;
    return { user_id: userId, session_id: sid, expires_at: exp * SECOND_MS };
  }
}
