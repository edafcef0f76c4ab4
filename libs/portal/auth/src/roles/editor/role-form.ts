import { Component, computed, inject, input, model, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ADMIN_ROLE, type Permission } from '@bureau/contracts';
import { type ApiProblem, Session } from '@bureau/portal-core';
import { Field, InputControl, ProblemBanner } from '@bureau/portal-ui';
import { PermissionPicker } from '../../parts/permission-picker';
import { type RoleDraft } from '../rules/role-draft';
import { FieldRules } from './field-rules';
import { RowRules } from './row-rules';

/** Everything about a role: name, permissions, rules on records and on fields. */
@Component({
  selector: 'bur-role-form',
  imports: [
    MatButtonModule,
    RouterLink,
    Field,
    InputControl,
    ProblemBanner,
    PermissionPicker,
    RowRules,
    FieldRules,
  ],
  templateUrl: './role-form.html',
})
export class RoleForm {
  readonly #session = inject(Session);
  readonly draft = model.required<RoleDraft>();
  readonly problem = input<ApiProblem | null>(null);
  readonly errors = input.required<ReadonlyMap<string, string>>();
  /** Nothing can be changed. */
  readonly locked = input(false);
  /** The name stays: the role came with the product, or people have it. */
  readonly nameLocked = input(false);
  readonly action = input.required<string>();
  readonly canSave = input(true);
  readonly saved = output();

  protected readonly whyNot = computed(() => {
    const all = this.#session.user()?.role === ADMIN_ROLE;
    return (permission: Permission) =>
      all || this.#session.can(permission) ? '' : 'you do not have it yourself';
  });
  protected readonly permissionError = computed(() => {
    const found = [...this.errors()].find(([pointer]) => pointer.startsWith('/permissions'));
    return found?.[1] ?? '';
  });

  protected change(change: Partial<RoleDraft>): void {
    this.draft.update((now) => ({ ...now, ...change }));
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.saved.emit();
  }
}
