import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class NotificationStatusDto {
  @ApiProperty({ type: Boolean })
  @IsBoolean()
  is_read!: boolean;
}
