import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { CONFIG, type Config } from '../config';

export const TOKEN_ISSUER = 'bureau';
export const TOKEN_AUDIENCE = 'bureau-api';
/** RFC 9068: keeps any other token that were ever signed with this key from being taken for an access token. */
export const TOKEN_TYPE = 'at+jwt';
/** Short, since the token itself is not asked for at every request whether it still stands. */
export const ACCESS_TOKEN_SECONDS = 900;
const TOKEN_ID_BYTES = 12;

/** What an access token says: whose it is, and which session ends it. Rights are read from the database. */
export interface TokenClaims {
  user_id: number;
  session_id: number;
  /** Milliseconds since 1970. */
  expires_at: number;
}

/** Makes access tokens: signed JWTs that live for a quarter of an hour. */
@Injectable()
export class AccessTokens {
  private readonly jwt: JwtService;

  constructor(@Inject(CONFIG) config: Config) {
    this.jwt = new JwtService({
      secret: config.jwtSecret,
      signOptions: {
        algorithm: config.jwtAlgorithm,
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        expiresIn: ACCESS_TOKEN_SECONDS,
        header: { alg: config.jwtAlgorithm, typ: TOKEN_TYPE },
      },
    });
  }

  issue(userId: number, sessionId: number): string {
    const jwtid = randomBytes(TOKEN_ID_BYTES).toString('base64url');
    return this.jwt.sign({ sid: sessionId }, { subject: String(userId), jwtid });
  }
}
