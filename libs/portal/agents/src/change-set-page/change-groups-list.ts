import { Component, input, output } from '@angular/core';
import { countOf, fieldName } from '@bureau/portal-ui';
import { type JsonValue } from '@bureau/contracts';
import { type ChangeGroup } from '../data/change-groups';
import { OPERATION_WORDS } from '../data/change-set-words';
import { type Marks } from '../data/review-marks';

/** The groups of a set, with how far each is decided. */
@Component({
  selector: 'bur-change-groups',
  template: `
    <label class="flex items-center gap-2 lg:hidden">
      <span class="bur-muted text-table">Group</span>
      <select #box class="bur-input" (change)="choose.emit(box.value)">
        @for (group of groups(); track group.key) {
          <option [value]="group.key" [selected]="group.key === chosen()">
            {{ title(group) }} ({{ state(group) }})
          </option>
        }
      </select>
    </label>
    <nav class="bur-card hidden overflow-hidden lg:block" aria-label="Groups of changes">
      <ul>
        @for (group of groups(); track group.key) {
          <li>
            <button
              type="button"
              class="group"
              [attr.aria-current]="group.key === chosen() ? 'true' : null"
              (click)="choose.emit(group.key)"
            >
              <span class="min-w-0 flex-1 text-start break-words">{{ title(group) }}</span>
              <span class="bur-muted text-caption tabular-nums">{{ state(group) }}</span>
            </button>
          </li>
        }
      </ul>
    </nav>
  `,
  styles: `
    .group {
      display: flex;
      align-items: center;
      gap: 12px;
      width: 100%;
      min-height: 44px;
      padding: 10px 12px;
      border: 0;
      border-inline-start: 3px solid transparent;
      background: none;
      font-size: 13px;
      cursor: pointer;
    }
    .group:hover {
      background: var(--mat-sys-surface-container);
    }
    .group[aria-current] {
      border-inline-start-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary-container);
      color: var(--mat-sys-on-primary-container);
    }
    .group[aria-current] .bur-muted {
      color: inherit;
    }
    .group:focus-visible {
      outline-offset: -2px;
    }
    li + li {
      border-top: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class ChangeGroups {
  readonly groups = input.required<readonly ChangeGroup[]>();
  readonly chosen = input.required<string>();
  readonly marks = input.required<Marks>();
  readonly choose = output<string>();

  protected title(group: ChangeGroup): string {
    if (group.kind === 'attention') return 'Needs attention';
    if (group.kind === 'other') return 'Other';
    const [change] = group.changes;
    if (!change || group.changes.length > 1) {
      return `${OPERATION_WORDS[group.operation ?? 'update']}: ${countOf(group.changes.length, 'field')}`;
    }
    return `${fieldName(change.field)}: ${shown(change.from)} → ${shown(change.to)}`;
  }

  protected state(group: ChangeGroup): string {
    const decided = group.items.filter((item) => this.marks().has(item.id)).length;
    const size = group.items.length.toLocaleString('en');
    return decided ? `${decided.toLocaleString('en')} of ${size}` : size;
  }
}

function shown(value: JsonValue): string {
  if (value === null || value === '') return 'empty';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 28 ? `${text.slice(0, 27)}…` : text;
}
