import { type Session } from '@bureau/contracts';
import {
  AuditWriter,
  CONFIG,
  type Config,
  currentContext,
  Database,
  type Executor,
  notFound,
  requireCaller,
  SessionCallers,
} from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { alertAccount } from '../account-alerts';
import { refreshTokenRefused } from '../auth.errors';
import { RefreshSecret } from './refresh-secret';
import {
  insertSession,
  listSessions,
  lockToken,
  revokeSessions,
  rotateToken,
  type SessionSelection,
  type TokenState,
} from './sessions.repository';

/** A session and the token that prolongs it. */
export interface OpenSession {
  session_id: number;
  user_id: number;
  refresh_token: string;
}

type Refreshed =
  | { outcome: 'refreshed'; session: OpenSession }
  | { outcome: 'refused' }
  | { outcome: 'reused'; token: TokenState };

/** Sign-ins that stand: opened, prolonged by refresh tokens, ended. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly secret: RefreshSecret,
    private readonly audit: AuditWriter,
    private readonly callers: SessionCallers,
  ) {}

  /** A new session for somebody who has shown who they are. */
  async open(userId: number, executor: Executor): Promise<OpenSession> {
    const refresh_token = this.secret.first();
    const context = currentContext();
    const session_id = await insertSession(executor, {
      user_id: userId,
      ip: context?.ip ?? null,
      user_agent: context?.user_agent ?? null,
      life_minutes: this.config.refreshMinutes,
      max_minutes: this.config.sessionMaxMinutes,
      token_hash: RefreshSecret.hashOf(refresh_token),
    });
    return { session_id, user_id: userId, refresh_token };
  }

  /**
   * Trades a refresh token for its successor. Whoever comes second within 30 seconds gets the same successor, so that
   * nobody is signed out by a race; a token that comes back later was stolen, from one side or the other, and ends the
   * session.
   * @throws 401
   */
  async refresh(token: string): Promise<OpenSession> {
    const result = await this.database.transaction((tx) => this.trade(token, tx));
    if (result.outcome === 'refreshed') return result.session;
    if (result.outcome === 'reused') this.callers.forgetSession(result.token.session_id);
    throw refreshTokenRefused();
  }

  /** The caller's own sessions. */
  async list(): Promise<Session[]> {
    const caller = requireCaller();
    return listSessions(this.database, caller.user_id, caller.session_id);
  }

  /** Ends one of the caller's own sessions. @throws 404 where it is none of theirs, or has ended */
  async end(sessionId: number): Promise<void> {
    const ended = await this.revoke({ user_id: requireCaller().user_id, session_id: sessionId }, 'ended');
    if (ended === 0) throw notFound('session');
  }

  /** Ends every session of the caller but the one that they use. */
  async endOthers(): Promise<void> {
    const caller = requireCaller();
    await this.revoke({ user_id: caller.user_id, except: caller.session_id }, 'ended');
  }

  /** The standing sessions of somebody, for those who manage people. */
  async listOf(userId: number): Promise<Session[]> {
    return listSessions(this.database, userId, requireCaller().session_id);
  }

  /** Ends one session of somebody, or all of them. @throws 404 where there is no such session */
  async endOf(userId: number, sessionId?: number): Promise<void> {
    const ended = await this.revoke({ user_id: userId, session_id: sessionId }, 'ended_by_admin');
    if (sessionId !== undefined && ended === 0) throw notFound('session');
  }

  /** Ends the session that a refresh token belongs to, whether or not the token was used. */
  async endByToken(token: string): Promise<void> {
    const state = await this.database.transaction((tx) => lockToken(tx, RefreshSecret.hashOf(token)));
    if (state) await this.revoke({ session_id: state.session_id, user_id: state.user_id }, 'signed_out');
  }

  /** Ends sessions, with an audit row where there were any. @returns how many */
  async revoke(which: SessionSelection, reason: string, executor?: Executor): Promise<number> {
    const work = async (tx: Executor) => {
      const ids = await revokeSessions(tx, which, reason);
      for (const id of ids) {
        await this.audit.record(
          {
            action: 'session.revoke',
            outcome: 'success',
            entity_type: 'session',
            entity_id: id,
            reason,
            user_id: which.user_id,
          },
          tx,
        );
      }
      return ids;
    };
    const ids = await (executor ? work(executor) : this.database.transaction(work));
    for (const id of ids) this.callers.forgetSession(id);
    return ids.length;
  }

  private async trade(token: string, tx: Executor): Promise<Refreshed> {
    const state = await lockToken(tx, RefreshSecret.hashOf(token));
    if (!state?.standing) return { outcome: 'refused' };
    const successor = this.secret.successorOf(token);
    const session = { session_id: state.session_id, user_id: state.user_id, refresh_token: successor };
    if (!state.used) {
      const won = await rotateToken(tx, state.id, RefreshSecret.hashOf(successor), {
        idle_minutes: this.config.refreshMinutes,
        max_minutes: this.config.sessionMaxMinutes,
      });
      return won ? { outcome: 'refreshed', session } : this.latest(session, tx);
    }
    if (state.in_grace) return this.latest(session, tx);
    await revokeSessions(tx, { session_id: state.session_id }, 'token_reused');
    await this.audit.record(
      {
        action: 'session.token_reused',
        outcome: 'refused',
        entity_type: 'session',
        entity_id: state.session_id,
        user_id: state.user_id,
        reason: 'A refresh token came back after it had been traded.',
      },
      tx,
    );
    await alertAccount(tx, state.user_id, 'token_reused');
    return { outcome: 'reused', token: state };
  }

  /** The youngest token of the chain, should the successor have been traded as well meanwhile. */
  private async latest(session: OpenSession, tx: Executor): Promise<Refreshed> {
    const state = await lockToken(tx, RefreshSecret.hashOf(session.refresh_token));
    if (!state) return { outcome: 'refused' };
    if (!state.used) return { outcome: 'refreshed', session };
    return this.latest({ ...session, refresh_token: this.secret.successorOf(session.refresh_token) }, tx);
  }
}
