import { Component, computed, inject } from '@angular/core';
import { ConnectionHealth } from '@bureau/portal-core';
import { LucideLoaderCircle, LucideWifiOff } from '@lucide/angular';

/** Silent while the connection is well; says since when the screen may be old. */
@Component({
  selector: 'bur-connection-banner',
  imports: [LucideLoaderCircle, LucideWifiOff],
  template: `
    <div role="status">
      @switch (health.state()) {
        @case ('reconnecting') {
          <p class="banner">
            <svg lucideLoaderCircle [size]="16"></svg>Reconnecting. New events arrive in a moment.
          </p>
        }
        @case ('offline') {
          <p class="banner">
            <svg lucideWifiOff [size]="16"></svg>Offline, data from {{ since() }}. What you see may have
            changed.
          </p>
        }
      }
    </div>
  `,
  styles: `
    .banner {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 6px 16px;
      background: var(--bur-warn-container);
      color: var(--bur-on-warn-container);
      font-size: 13px;
    }
  `,
})
export class ConnectionBanner {
  protected readonly health = inject(ConnectionHealth);
  protected readonly since = computed(() =>
    this.health.lastWell()?.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
  );
}
