import { Injectable } from '@nestjs/common';
import { type ExtendedError } from 'socket.io';
import { commonError } from '../errors/common-errors';
import { addressKey } from '../http/rate-limit/limit-keys';
import { RateLimiter } from '../http/rate-limit/rate-limiter';
import { Refusals } from '../http/refusals/refusals';
import { clientAddress } from '../http/request/client-address';
import { newRequestId } from '../http/request/request-id';
import { problemDocument, problemErrorOf } from '../http/problems/problem-document';
import { apiKeyHash } from '../identity/api-key-secret';
import { type Authentication, Authenticator } from '../identity/authenticator';
import { type BureauSocket, type SocketIdentity } from './socket-types';

/** Admits a socket at its handshake by the access token or API key in `auth.token`; a refusal carries the problem as its data. */
@Injectable()
export class SocketAdmission {
  constructor(
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
    private readonly refusals: Refusals,
  ) {}

  async admit(socket: BureauSocket): Promise<ExtendedError | null> {
    const ip = clientAddress(socket.handshake.address, socket.handshake.headers);
    try {
      this.limiter.admit(`socket-${addressKey(ip)}`);
      const { token } = socket.handshake.auth as { token?: unknown };
      const known = typeof token === 'string' ? await this.authenticator.authenticate(token, ip) : null;
      if (!known) {
        throw commonError(
          'UNAUTHENTICATED',
          'The access token is missing, not valid, or not valid any more.',
        );
      }
      Object.assign(socket.data, identityOf(known, token as string));
      return null;
    } catch (error) {
      const problem = problemDocument(problemErrorOf(error), newRequestId());
      if (problem.status < 500) this.refusals.stranger(ip, problem.code);
      return Object.assign(new Error(problem.detail), { data: problem });
    }
  }
}

function identityOf({ caller, expires_at }: Authentication, token: string): SocketIdentity {
  const { user_id, session_id, api_key } = caller;
  const hash = api_key ? apiKeyHash(token) : null;
  return {
    user_id,
    session_id,
    api_key: api_key && hash !== null ? { id: api_key.id, hash } : null,
    expires_at,
  };
}
