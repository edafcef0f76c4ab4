import { Module } from '@nestjs/common';
import { NotificationReconciler } from './jobs/notification-reconciler';
import { NotificationRoutes } from './jobs/notification-routes';
import { NotificationsProcessor } from './jobs/notifications.processor';
import { NotificationsModule } from './notifications.module';

/** What the worker adds: events become notifications. */
@Module({
  imports: [NotificationsModule],
  providers: [NotificationRoutes, NotificationReconciler, NotificationsProcessor],
})
export class NotificationsJobsModule {}
