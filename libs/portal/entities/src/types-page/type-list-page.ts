import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type EntityType } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { countOf, MoreRows, PageHeader, State, TimeAgo } from '@bureau/portal-ui';
import { LucidePlus } from '@lucide/angular';
import { schemaFields } from '../form-page/schema-fields';

/** The types that records can have. */
@Component({
  selector: 'bur-type-list-page',
  imports: [PageHeader, State, MoreRows, TimeAgo, MatButtonModule, RouterLink, LucidePlus],
  templateUrl: './type-list-page.html',
})
export class TypeListPage {
  protected readonly session = inject(Session);
  protected readonly list = cursorList<EntityType>(() => ({
    path: '/entity-types',
    query: { sort: 'name', limit: 100 },
  }));
  protected readonly rows = computed(() =>
    this.list.items().map((type) => {
      const fields = schemaFields(type.schema);
      const required = fields.filter((field) => field.required).length;
      return {
        type,
        fields: `${countOf(fields.length, 'field')}${required ? `, ${required} required` : ''}`,
      };
    }),
  );
}
