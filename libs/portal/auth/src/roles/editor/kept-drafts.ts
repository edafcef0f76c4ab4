import { inject, Service } from '@angular/core';
import { Session } from '@bureau/portal-core';
import { type RoleDraft } from '../rules/role-draft';

/** Roles that were being written when the session ended: kept in this tab for the same person's return. */
@Service()
export class KeptDrafts {
  readonly #session = inject(Session);
  readonly #kept = new Map<string, RoleDraft>();
  #owner: number | null = null;

  /** Call it while somebody is signed in: another person does not get what the last one wrote. */
  recall(address: string): RoleDraft | undefined {
    const reader = this.#session.user()?.id ?? null;
    if (reader !== this.#owner) this.#kept.clear();
    this.#owner = reader;
    const draft = this.#kept.get(address);
    this.#kept.delete(address);
    return draft;
  }

  keep(address: string, draft: RoleDraft): void {
    this.#kept.set(address, draft);
  }
}
