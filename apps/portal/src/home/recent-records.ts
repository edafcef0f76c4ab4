import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Entity } from '@bureau/contracts';
import { cursorList, Session } from '@bureau/portal-core';
import { State, StatusChip, TimeAgo } from '@bureau/portal-ui';
import { HomeCard } from './home-card';

/** The records that changed last. */
@Component({
  selector: 'bur-recent-records',
  imports: [HomeCard, State, RouterLink, MatButtonModule, StatusChip, TimeAgo],
  template: `
    <bur-home-card heading="Recently changed records" link="/records" linkLabel="All records">
      <bur-state
        what="The records"
        [rows]="4"
        [loading]="list.loading()"
        [problem]="list.items().length === 0 ? list.problem() : null"
        [empty]="list.items().length === 0"
        emptyHeading="No records yet"
        emptyText="Import a CSV file, and each of its rows becomes a record."
        (retry)="list.reload()"
      >
        @if (session.can('entity:import')) {
          <a burEmptyAction matButton="outlined" routerLink="/records/import">Import records</a>
        }
        <ul class="rows">
          @for (record of list.items(); track record.id) {
            <li>
              <a class="row single" [routerLink]="['/records', record.id]">
                <span class="title">{{ record.name }}</span>
                <bur-status [status]="record.status" />
                <bur-time class="when" [at]="record.updated_at" />
              </a>
            </li>
          }
        </ul>
      </bur-state>
    </bur-home-card>
  `,
  styleUrl: './home-rows.scss',
})
export class RecentRecords {
  protected readonly session = inject(Session);
  protected readonly list = cursorList<Entity>(() => ({
    path: '/entities',
    query: { sort: '-updated_at', limit: 6 },
  }));
}
