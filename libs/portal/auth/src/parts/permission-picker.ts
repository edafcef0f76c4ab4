import { Component, input, model } from '@angular/core';
import { type Permission } from '@bureau/contracts';
import { PERMISSION_GROUPS, type PermissionGroup } from '../data/permission-groups';

/** Permissions of the catalogue to tick, by what they are about. */
@Component({
  selector: 'bur-permission-picker',
  template: `
    <div class="gap-x-8 md:columns-2">
      @for (group of groups; track group.resource) {
        <fieldset class="mb-5 min-w-0 break-inside-avoid border-0 p-0">
          <legend class="mb-1 flex w-full items-baseline gap-2 text-table font-strong">
            {{ group.heading }}
            <span class="bur-muted font-normal tabular-nums">
              {{ chosenOf(group) }} of {{ group.permissions.length }}
            </span>
          </legend>
          @for (each of group.permissions; track each.name) {
            <label class="choice" [class.text-muted]="whyNot()(each.name)">
              <input
                #box
                type="checkbox"
                [checked]="value().has(each.name)"
                [disabled]="locked() || (whyNot()(each.name) !== '' && !value().has(each.name))"
                (change)="put(each.name, box.checked)"
              />
              <span>
                {{ each.meaning }}
                @if (whyNot()(each.name); as reason) {
                  <span class="text-caption">({{ reason }})</span>
                }
              </span>
            </label>
          }
        </fieldset>
      }
    </div>
  `,
  styles: `
    .choice {
      display: flex;
      align-items: flex-start;
      gap: 8px;
      min-height: 28px;
      padding: 4px 0;
      cursor: pointer;
    }

    .choice input {
      margin-top: 2px;
    }

    @media (pointer: coarse) {
      .choice {
        min-height: 44px;
        align-items: center;
      }
    }
  `,
})
export class PermissionPicker {
  readonly value = model.required<ReadonlySet<Permission>>();
  readonly locked = input(false);
  /** Why a permission cannot be given; empty: it can. */
  readonly whyNot = input<(permission: Permission) => string>(() => '');
  protected readonly groups = PERMISSION_GROUPS;

  protected chosenOf({ permissions }: PermissionGroup): number {
    return permissions.filter(({ name }) => this.value().has(name)).length;
  }

  protected put(permission: Permission, chosen: boolean): void {
    const next = new Set(this.value());
    if (chosen) next.add(permission);
    else next.delete(permission);
    this.value.set(next);
  }
}
