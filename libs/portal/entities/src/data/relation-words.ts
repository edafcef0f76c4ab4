import { computed, inject, Service } from '@angular/core';
import { RELATION_TYPES, type RelationTypeInfo } from '@bureau/contracts';
import { apiResource, Session } from '@bureau/portal-core';

/** How a relation reads from either end. */
export type RelationWord = Pick<RelationTypeInfo, 'name' | 'title' | 'inverse_title'>;

/** What relations are called. Who may not see the types gets the built-in ones by their names. */
@Service({ autoProvided: false })
export class RelationWords {
  readonly #session = inject(Session);
  readonly #types = apiResource<RelationTypeInfo[]>(
    () => (this.#session.can('entity_type:read') ? '/relation-types' : undefined),
    () => ({ limit: 200, sort: 'name' }),
  );

  readonly all = computed<readonly RelationWord[]>(
    () => this.#types.value() ?? RELATION_TYPES.map(plainWord),
  );

  /** What a relation is called from its source (outward) or its target; its name where nothing better is known. */
  of(name: string, outward: boolean): string {
    const { title, inverse_title } = this.all().find((type) => type.name === name) ?? plainWord(name);
    return outward ? title : inverse_title;
  }
}

function plainWord(name: string): RelationWord {
  const title = name.replaceAll('_', ' ');
  return { name, title, inverse_title: title };
}
