import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';

export class DeleteEntityQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'Delete for good instead of moving to the trash.',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  purge?: 'true' | 'false';
}
