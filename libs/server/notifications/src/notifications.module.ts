import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationDelivery } from './notification-delivery.service';
import { NotificationsService } from './notifications.service';
import { NotificationTable } from './persistence/notification.table';

/** What people are told, without any way in from outside. */
@Module({
  imports: [TypeOrmModule.forFeature([NotificationTable])],
  providers: [NotificationsService, NotificationDelivery],
  exports: [NotificationsService, NotificationDelivery],
})
export class NotificationsModule {}
