import { effect, inject, Service, signal, untracked } from '@angular/core';
import { type User } from '@bureau/contracts';
import { Api } from '../http/api';
import { Session } from '../session/session';

/** How many people are read at once; whoever is not among them is shown by number. */
const MOST = 200;

/** Names for the people whose ids rows carry. Read once, and only by those who may see people. */
@Service()
export class People {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #names = signal<ReadonlyMap<number, string>>(new Map());
  #askedFor: number | null = null;

  constructor() {
    effect(() => {
      const user = this.#session.user();
      if (user && this.#session.can('user:read')) untracked(() => void this.#read(user.id));
    });
  }

  /** "you", a full name, or "person 7". Reads signals: the text follows. */
  nameOf(id: number): string {
    if (id === this.#session.user()?.id) return 'you';
    return this.#names().get(id) ?? `person ${id}`;
  }

  async #read(reader: number): Promise<void> {
    if (this.#askedFor === reader) return;
    this.#askedFor = reader;
    try {
      const people = await this.#api.get<User[]>('/users', { limit: MOST });
      this.#names.set(new Map(people.map(({ id, full_name }) => [id, full_name])));
    } catch {
      // Numbers stand in for names; the next person who signs in asks again.
    }
  }
}
