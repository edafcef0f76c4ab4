import { computed, inject, Service } from '@angular/core';
import { type EntityType } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';

/** The types of records, for those who may see them; none for others. As many as one page of the API has. */
@Service({ autoProvided: false })
export class RecordTypes {
  readonly #session = inject(Session);
  readonly #types = apiResource<EntityType[]>(
    () => (this.#session.can('entity_type:read') ? '/entity-types' : undefined),
    () => ({ limit: 200, sort: 'name' }),
  );

  readonly all = computed(() => this.#types.value() ?? []);

  named(name: string | null): EntityType | undefined {
    return this.all().find((type) => type.name === name);
  }
}
