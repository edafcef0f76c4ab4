import { inject, Service } from '@angular/core';
import { type EntityType, type EntityTypeCheck, type JsonObject } from '@bureau/contracts';
import { Api, newRequestId } from '@bureau/portal-core';

/** What a person writes into a type of records. */
export interface TypeDraft {
  name: string;
  title: string;
  description: string | null;
  schema: JsonObject;
}

/** Writes to the types of records. Every call rejects with an `ApiProblem`. */
@Service()
export class TypesApi {
  readonly #api = inject(Api);

  create(draft: TypeDraft): Promise<EntityType> {
    return this.#api.post('/entity-types', draft, { idempotencyKey: newRequestId() });
  }

  update(id: number, version: number, { title, description, schema }: TypeDraft): Promise<EntityType> {
    return this.#api.put(`/entity-types/${id}`, { title, description, schema }, { ifMatch: version });
  }

  remove(id: number, version: number): Promise<void> {
    return this.#api.delete(`/entity-types/${id}`, { ifMatch: version });
  }

  /** Which records of the type are not as a schema asks; nothing is changed. */
  check(id: number, schema: JsonObject): Promise<EntityTypeCheck> {
    return this.#api.post(`/entity-types/${id}/check`, { schema });
  }
}
