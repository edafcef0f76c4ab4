import { type Notification, type NotificationCounts } from '@bureau/contracts';
import {
  answerPage,
  Id,
  IfMatch,
  ListRequest,
  ListRoute,
  Permit,
  requireCaller,
  type ListQuery,
} from '@bureau/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { NotificationsService } from '../notifications.service';
import { NOTIFICATION_LIST } from '../persistence/notification.resource';
import { NotificationStatusDto } from './notification-status.dto';
import { NotificationCountsView, NotificationView } from './notification.view';

@ApiTags('notifications')
@Controller('notifications')
@Permit('notification:read')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @ListRoute(NOTIFICATION_LIST)
  @ApiOkResponse({ type: [NotificationView] })
  async list(
    @ListRequest(NOTIFICATION_LIST) query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Notification[]> {
    return answerPage(reply, await this.notifications.list(query));
  }

  @Get('counts')
  @ApiOkResponse({ type: NotificationCountsView })
  async counts(): Promise<NotificationCounts> {
    return this.notifications.counts(requireCaller().user_id);
  }

  @Post('read-all')
  @HttpCode(200)
  @ApiOkResponse({ type: NotificationCountsView })
  async readAll(): Promise<NotificationCounts> {
    return this.notifications.readAll();
  }

  @Get(':id')
  @ApiOkResponse({ type: NotificationView })
  async get(@Id() id: number): Promise<Notification> {
    return this.notifications.get(id);
  }

  @Patch(':id/status')
  @ApiOkResponse({ type: NotificationView })
  async setRead(
    @Id() id: number,
    @Body() body: NotificationStatusDto,
    @IfMatch() ifMatch: number | null,
  ): Promise<Notification> {
    return this.notifications.setRead(id, body.is_read, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Id() id: number, @IfMatch() ifMatch: number | null): Promise<void> {
    await this.notifications.remove(id, ifMatch);
  }
}
