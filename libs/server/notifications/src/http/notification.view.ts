import {
  NOTIFICATION_TYPES,
  type Notification,
  type NotificationCounts,
  type NotificationType,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** A notification as the OpenAPI document shows it. */
export class NotificationView implements Notification {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: 'integer' })
  user_id!: number;

  @ApiProperty({ enum: NOTIFICATION_TYPES })
  type!: NotificationType;

  @ApiProperty({ type: String })
  title!: string;

  @ApiProperty({ type: String })
  message!: string;

  @ApiProperty({ type: Boolean })
  is_read!: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'change_set' })
  subject_type!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  subject_id!: number | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;
}

export class NotificationCountsView implements NotificationCounts {
  @ApiProperty({ type: 'integer' })
  unread!: number;

  @ApiProperty({ type: 'integer' })
  total!: number;
}
