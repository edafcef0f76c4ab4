import { Injectable } from '@nestjs/common';
import { type ExtendedError } from 'socket.io';
import { commonError } from '../errors/common-errors';
import { newRequestId } from '../http/request/request-id';
import { problemDocument, problemErrorOf } from '../http/problems/problem-document';
import { Authenticator } from '../identity/authenticator';
import { type BureauSocket } from './socket-types';

/** Admits a socket at its handshake by the access token in `auth.token`; a refusal carries the problem as its data. */
@Injectable()
export class SocketAdmission {
  constructor(private readonly authenticator: Authenticator) {}

  async admit(socket: BureauSocket): Promise<ExtendedError | null> {
    try {
      const { token } = socket.handshake.auth as { token?: unknown };
      const known = typeof token === 'string' ? await this.authenticator.authenticate(token) : null;
      if (!known || known.caller.session_id === null) {
        throw commonError(
          'UNAUTHENTICATED',
          'The access token is missing, not valid, or not valid any more.',
        );
      }
      const { caller, expires_at } = known;
      Object.assign(socket.data, { user_id: caller.user_id, session_id: caller.session_id, expires_at });
      return null;
    } catch (error) {
      const problem = problemDocument(problemErrorOf(error), newRequestId());
      return Object.assign(new Error(problem.detail), { data: problem });
    }
  }
}
