import { computed, inject, Service } from '@angular/core';
import { type EntityType, RELATION_TYPES, type RelationTypeInfo } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';

/** As many types as one page of the API has. */
const MOST = { limit: 200, sort: 'name' };

/** How a relation reads from either end. */
export interface RelationWords {
  name: string;
  title: string;
  inverse_title: string;
}

/** The types of records and relations, for those who may see them. Others get the built-in relations and no types. */
@Service({ autoProvided: false })
export class TypeStore {
  readonly #session = inject(Session);
  readonly #may = computed(() => this.#session.can('entity_type:read'));
  readonly #types = apiResource<EntityType[]>(
    () => (this.#may() ? '/entity-types' : undefined),
    () => MOST,
  );
  readonly #relations = apiResource<RelationTypeInfo[]>(
    () => (this.#may() ? '/relation-types' : undefined),
    () => MOST,
  );

  /** Types of records, by name. */
  readonly types = computed(() => this.#types.value() ?? []);
  readonly loading = this.#types.loading;
  readonly relationTypes = computed<readonly RelationWords[]>(
    () => this.#relations.value() ?? RELATION_TYPES.map(plainWords),
  );

  /** What a relation is called from one end; its name where nothing better is known. */
  wordOf(name: string, outward: boolean): string {
    const { title, inverse_title } =
      this.relationTypes().find((type) => type.name === name) ?? plainWords(name);
    return outward ? title : inverse_title;
  }
}

function plainWords(name: string): RelationWords {
  const title = name.replaceAll('_', ' ');
  return { name, title, inverse_title: title };
}
