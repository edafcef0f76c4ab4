import { Injectable } from '@nestjs/common';
import { type Caller } from '../context/caller';
import { ApiKeyCallers } from '../identity/api-key-callers';
import { ApiKeyDirectory } from '../identity/api-key-directory';
import { CallerDirectory } from '../identity/caller-directory';
import { SessionCallers } from '../identity/session-callers';
import { type BureauSocket, type SocketIdentity } from './socket-types';

/** Who sockets belong to, be it a person's session or a service's key. */
@Injectable()
export class SocketCallers {
  constructor(
    private readonly sessions: SessionCallers,
    private readonly keys: ApiKeyCallers,
    private readonly people: CallerDirectory,
    private readonly keyDirectory: ApiKeyDirectory,
  ) {}

  /** With the rights of this moment, at most five seconds old; null where its session or key has ended. */
  async callerOf({ session_id, api_key }: SocketIdentity): Promise<Caller | null> {
    if (api_key) return (await this.keys.callerOf(api_key.hash))?.caller ?? null;
    return session_id === null ? null : this.sessions.callerOf(session_id);
  }

  /** Those whose session or key does not stand any more, as the database says now. */
  async ended(sockets: readonly BureauSocket[]): Promise<BureauSocket[]> {
    const [sessions, keys] = await Promise.all([
      this.standing(sockets, sessionOf, (ids) => this.people.standingSessions(ids)),
      this.standing(sockets, keyOf, (ids) => this.keyDirectory.standingKeys(ids)),
    ]);
    const ended = sockets.filter(
      (socket) => !sessions.has(sessionOf(socket) ?? NONE) && !keys.has(keyOf(socket) ?? NONE),
    );
    for (const { data } of ended) this.forget(data);
    return ended;
  }

  private forget({ session_id, api_key }: SocketIdentity): void {
    if (session_id !== null) this.sessions.forgetSession(session_id);
    if (api_key) this.keys.forget(api_key.id);
  }

  private async standing(
    sockets: readonly BureauSocket[],
    idOf: (socket: BureauSocket) => number | null,
    ask: (ids: number[]) => Promise<Set<number>>,
  ): Promise<Set<number>> {
    const ids = [...new Set(sockets.map(idOf).filter((id) => id !== null))];
    return ids.length > 0 ? ask(ids) : new Set();
  }
}

/** No row has it. */
const NONE = 0;

const sessionOf = ({ data }: BureauSocket) => data.session_id;
const keyOf = ({ data }: BureauSocket) => data.api_key?.id ?? null;
