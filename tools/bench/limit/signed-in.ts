import { createHmac, timingSafeEqual } from 'node:crypto';

const SECOND_MS = 1_000;

/** Who shows a token. */
export interface Caller {
  readonly user_id: number;
  readonly session_id: number;
  readonly actor_id: string;
  readonly actor_name: string;
}

interface Claims {
  readonly sub: string;
  readonly sid: number;
  readonly exp: number;
}

/** Verified tokens, remembered until they end: after the first time a look into a map. */
export class SignedIn {
  private readonly known = new Map<string, { caller: Caller; endsAt: number }>();
  private readonly secret: string;
  private readonly names: ReadonlyMap<number, string>;

  /** @param names of all people by their ids */
  constructor(secret: string, names: ReadonlyMap<number, string>) {
    this.secret = secret;
    this.names = names;
  }

  /** The caller, or null where the token is not good (any more). */
  callerOf(authorization: string | undefined): Caller | null {
    if (authorization === undefined) return null;
    const found = this.known.get(authorization) ?? this.remember(authorization);
    return found && found.endsAt > Date.now() ? found.caller : null;
  }

  /** The same without remembering, as a server does that thinks of nothing else. */
  verify(authorization: string | undefined): Caller | null {
    return authorization === undefined ? null : (this.read(authorization)?.caller ?? null);
  }

  private remember(authorization: string): { caller: Caller; endsAt: number } | null {
    const entry = this.read(authorization);
    if (entry) this.known.set(authorization, entry);
    return entry;
  }

  private read(authorization: string): { caller: Caller; endsAt: number } | null {
    const [header = '', payload = '', signature = ''] = authorization.slice('Bearer '.length).split('.');
    const expected = createHmac('sha256', this.secret).update(`${header}.${payload}`).digest();
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const { sub, sid, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    const user_id = Number(sub);
    const caller = { user_id, session_id: sid, actor_id: sub, actor_name: this.names.get(user_id) ?? '' };
    return { caller, endsAt: exp * SECOND_MS };
  }
}
