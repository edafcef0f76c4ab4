import { inject, Service } from '@angular/core';
import {
  type Entity,
  type EntityRelation,
  type EntityStatus,
  type JsonObject,
  type RelationType,
} from '@bureau/contracts';
import { Api } from '@bureau/portal-core';

/** What a person writes into a new record. */
export interface RecordDraft {
  name: string;
  description: string | null;
  status: EntityStatus;
  type: string | null;
  metadata: JsonObject;
}

/** Writes to records. Every call rejects with an `ApiProblem`; `version` is the one that was looked at. */
@Service()
export class EntitiesApi {
  readonly #api = inject(Api);

  get(id: number): Promise<Entity> {
    return this.#api.get(`/entities/${id}`);
  }

  create(draft: RecordDraft, idempotencyKey: string): Promise<Entity> {
    return this.#api.post('/entities', draft, { idempotencyKey });
  }

  /** @param changes a merge patch: `null` removes a key of `metadata` */
  update(id: number, version: number, changes: JsonObject): Promise<Entity> {
    return this.#api.patch(`/entities/${id}`, changes, { ifMatch: version });
  }

  setStatus(id: number, version: number, status: EntityStatus): Promise<Entity> {
    return this.#api.setStatus(`/entities/${id}`, { status }, { ifMatch: version });
  }

  moveToTrash(id: number, version: number): Promise<void> {
    return this.#api.delete(`/entities/${id}`, { ifMatch: version });
  }

  restore(id: number): Promise<Entity> {
    return this.#api.post(`/entities/${id}/restore`);
  }

  relate(id: number, target_id: number, relation_type: RelationType): Promise<EntityRelation> {
    return this.#api.post(`/entities/${id}/relations`, { target_id, relation_type });
  }

  unrelate(id: number, relationId: number): Promise<void> {
    return this.#api.delete(`/entities/${id}/relations/${relationId}`);
  }
}
