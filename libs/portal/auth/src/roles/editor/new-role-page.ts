import { Component, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { type RoleRecord } from '@bureau/contracts';
import { apiResource, type KeepsWork, newRequestId } from '@bureau/portal-core';
import { PageHeader, State, Toasts } from '@bureau/portal-ui';
import { RolesApi } from '../../data/roles-api';
import { draftOf, EMPTY_ROLE } from '../rules/role-draft';
import { RoleForm } from './role-form';
import { RoleWriting } from './role-writing';

/** A role of one's own, from nothing or as a copy of another (`?from=3`). */
@Component({
  selector: 'bur-new-role-page',
  imports: [PageHeader, State, RoleForm],
  providers: [RoleWriting],
  template: `
    <div class="bur-page max-w-[1040px]!">
      <bur-page-header heading="New role" back="/roles" backLabel="Roles" />
      <bur-state
        what="The role to copy"
        skeleton="card"
        [rows]="3"
        [loading]="source.loading()"
        [problem]="source.value() ? null : source.problem()"
        (retry)="source.reload()"
      >
        <bur-role-form
          action="Create the role"
          [(draft)]="writing.draft"
          [errors]="writing.errors()"
          [problem]="writing.problem()"
          [canSave]="!writing.busy()"
          (saved)="create()"
        />
      </bur-state>
    </div>
  `,
})
export class NewRolePage implements KeepsWork {
  readonly #api = inject(RolesApi);
  readonly #router = inject(Router);
  readonly #toasts = inject(Toasts);
  protected readonly writing = inject(RoleWriting);
  /** The role to copy, from the query. */
  readonly from = input<string>();
  protected readonly source = apiResource<RoleRecord>(() =>
    this.from() ? `/roles/${this.from()}` : undefined,
  );

  constructor() {
    effect(() => {
      const from = this.from();
      const source = this.source.value();
      untracked(() => {
        const copy = source ? { ...draftOf(source), name: `${source.name}-copy` } : EMPTY_ROLE;
        if (!from || source) this.writing.begin(this.#router.url, EMPTY_ROLE, copy);
      });
    });
  }

  hasUnsavedWork(): boolean {
    return this.writing.hasUnsavedWork();
  }

  mayLeave(): Promise<boolean> {
    return this.writing.mayLeave();
  }

  protected async create(): Promise<void> {
    const saved = await this.writing.save((role) => this.#api.create(role, newRequestId()));
    if (!saved) return;
    await this.#router.navigate(['/roles'], { replaceUrl: true });
    this.#toasts.done(`The role ${saved.name} was made. Give it to people under Users.`);
  }
}
