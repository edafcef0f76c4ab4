import { inject, Service } from '@angular/core';
import { type Entity, type FieldProvenance, type JsonValue } from '@bureau/contracts';
import { Api } from '@bureau/portal-core';
import { leavesOf, patchOf } from './leaves';

/** What a record was, and what is made of it again. Every call rejects with an `ApiProblem`. */
@Service()
export class RecordMemory {
  readonly #api = inject(Api);

  /** The record as it stood in a version. */
  asOfVersion(id: number, version: number): Promise<Entity> {
    return this.#api.get(`/entities/${id}`, { as_of_version: version });
  }

  /** Brings back the values of a version, as an ordinary change. @param present the version that was looked at */
  restoreVersion(id: number, version: number, present: number): Promise<Entity> {
    return this.#api.post(`/entities/${id}/versions/${version}/restore`, {}, { ifMatch: present });
  }

  /** Says that fields that an agent wrote were looked at; all of them where none is named. */
  review(id: number, fields?: readonly string[]): Promise<FieldProvenance[]> {
    return this.#api.post(`/entities/${id}/provenance/review`, fields ? { fields } : {});
  }

  /** What a field held before its last write; null where it held nothing. */
  async valueBefore(id: number, { field, version }: FieldProvenance): Promise<JsonValue> {
    if (version <= 1) return null;
    const then = await this.asOfVersion(id, version - 1);
    return leavesOf(then).find((leaf) => leaf.field === field)?.value ?? null;
  }

  /** Sets one field. @param present the version that was looked at */
  setField(id: number, present: number, field: string, value: JsonValue): Promise<Entity> {
    return this.#api.patch(`/entities/${id}`, patchOf(field, value), { ifMatch: present });
  }
}
