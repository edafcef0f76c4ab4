import { Component, computed, input } from '@angular/core';
import { type NotificationType } from '@bureau/contracts';
import {
  LucideBell,
  LucideCheck,
  LucideCircleQuestionMark,
  LucideDownload,
  LucideDynamicIcon,
  LucideFileDiff,
  type LucideIcon,
  LucideMessageSquare,
  LucideScale,
  LucideShieldAlert,
  LucideTriangleAlert,
  LucideX,
} from '@lucide/angular';

const ICONS: Readonly<Record<NotificationType, LucideIcon>> = {
  'change_set.proposed': LucideFileDiff,
  'change_set.decided': LucideScale,
  'agent_task.completed': LucideCheck,
  'agent_task.failed': LucideX,
  'agent_task.message': LucideMessageSquare,
  'escalation.opened': LucideCircleQuestionMark,
  'import.finished': LucideDownload,
  'account.alert': LucideShieldAlert,
  'system.alert': LucideTriangleAlert,
};

/** What kind of news it is. Violet where an agent proposes something. */
@Component({
  selector: 'bur-notification-icon',
  imports: [LucideDynamicIcon],
  template: `<svg [lucideIcon]="icon()" [size]="18"></svg>`,
  host: { '[class]': 'tone()', class: 'inline-flex' },
})
export class NotificationIcon {
  readonly type = input.required<NotificationType>();

  protected readonly icon = computed<LucideIcon>(() => ICONS[this.type()] ?? LucideBell);
  protected readonly tone = computed(() => {
    switch (this.type()) {
      case 'change_set.proposed':
        return 'text-agent';
      case 'agent_task.failed':
        return 'text-error';
      case 'escalation.opened':
        return 'text-warn';
      default:
        return 'text-muted';
    }
  });
}
