import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

const MAX_PATH_LENGTH = 2_000;

export class OidcStartDto {
  @ApiPropertyOptional({ type: String, description: 'Path of the portal to return to.' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_PATH_LENGTH)
  return_to?: string;

  @ApiPropertyOptional({ enum: ['login'], description: 'The provider is to ask anew who it is.' })
  @IsOptional()
  @IsIn(['login'])
  prompt?: 'login';
}
