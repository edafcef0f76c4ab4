import { Module } from '@nestjs/common';
import { NotificationsController } from './http/notifications.controller';
import { NotificationsGateway } from './live/notifications.gateway';
import { NotificationsModule } from './notifications.module';

/** What the API adds: own notifications over HTTP and as they come. */
@Module({
  imports: [NotificationsModule],
  controllers: [NotificationsController],
  providers: [NotificationsGateway],
})
export class NotificationsHttpModule {}
