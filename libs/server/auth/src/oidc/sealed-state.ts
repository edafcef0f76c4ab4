import { CONFIG, type Config } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKey } from '../sealing/derived-key';
import { SealedBox } from '../sealing/sealed-box';
import { type OidcChecks } from './oidc-provider.client';

/** What a browser carries to the provider and back. */
export interface LoginState extends OidcChecks {
  /** Path of the portal to which it returns. */
  return_to: string;
  /** Where somebody who is signed in links an identity: whose it becomes, and in which session they asked for it. */
  link: { user_id: number; session_id: number } | null;
}

/** Somebody whom the provider has shown to be who they are, and who still owes a code. */
export interface PendingSignIn {
  user_id: number;
  return_to: string;
}

/** How long a sign-in at the provider may take, in seconds. */
export const LOGIN_SECONDS = 600;
/** How long there is to type the code. */
export const PENDING_SECONDS = 300;

interface Sealed<Content> {
  content: Content;
  /** Milliseconds since 1970. */
  ends_at: number;
}

/** Keeps what a sign-in needs in the browser itself, where it can be neither read nor altered. */
@Injectable()
export class SealedState {
  private readonly box: SealedBox;

  constructor(@Inject(CONFIG) config: Config) {
    this.box = new SealedBox(derivedKey(config, 'bureau oidc state'));
  }

  sealLogin(state: LoginState): string {
    return this.seal('login', state, LOGIN_SECONDS);
  }

  /** Null where it is over, altered, or was none. */
  openLogin(sealed: string | undefined): LoginState | null {
    return this.open<LoginState>('login', sealed);
  }

  sealPending(pending: PendingSignIn): string {
    return this.seal('pending', pending, PENDING_SECONDS);
  }

  openPending(sealed: string | undefined): PendingSignIn | null {
    return this.open<PendingSignIn>('pending', sealed);
  }

  private seal<Content>(kind: string, content: Content, seconds: number): string {
    const sealed: Sealed<Content> = { content, ends_at: Date.now() + seconds * 1_000 };
    return this.box.seal(Buffer.from(JSON.stringify(sealed)), kind).toString('base64url');
  }

  private open<Content>(kind: string, text: string | undefined): Content | null {
    const opened = text === undefined ? null : this.box.open(Buffer.from(text, 'base64url'), kind);
    if (!opened) return null;
    const { content, ends_at } = JSON.parse(opened.toString()) as Sealed<Content>;
    return ends_at > Date.now() ? content : null;
  }
}
