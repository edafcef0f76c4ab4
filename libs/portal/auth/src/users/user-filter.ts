import { Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { Field, InputControl } from '@bureau/portal-ui';
import { roleNames } from '../data/role-names';

export interface UserFilter {
  q?: string;
  role?: string;
  state?: string;
}

/** Search and filters of the list of people. */
@Component({
  selector: 'bur-user-filter',
  imports: [Field, InputControl],
  template: `
    <search class="grid grid-cols-2 gap-3 md:grid-cols-[2fr_1fr_1fr]">
      <bur-field label="Search people" class="col-span-2 md:col-span-1">
        <input
          burInput
          #search
          type="search"
          placeholder="Name, or e-mail with @"
          autocapitalize="none"
          [value]="filter().q ?? ''"
          (input)="changed.emit({ q: search.value })"
        />
      </bur-field>
      <bur-field label="Role">
        <select burInput #role (change)="changed.emit({ role: role.value })">
          <option value="" [selected]="!filter().role">All</option>
          @for (name of roles(); track name) {
            <option [value]="name" [selected]="name === filter().role">{{ name }}</option>
          }
        </select>
      </bur-field>
      <bur-field label="Account">
        <select burInput #state (change)="changed.emit({ state: state.value })">
          <option value="" [selected]="!filter().state">All</option>
          <option value="on" [selected]="filter().state === 'on'">On</option>
          <option value="off" [selected]="filter().state === 'off'">Switched off</option>
        </select>
      </bur-field>
    </search>
  `,
})
export class UserFilterForm {
  readonly filter = input.required<UserFilter>();
  readonly changed = output<UserFilter>();
  protected readonly search = viewChild.required<ElementRef<HTMLInputElement>>('search');
  protected readonly roles = roleNames();

  focus(): void {
    this.search().nativeElement.focus();
  }
}
