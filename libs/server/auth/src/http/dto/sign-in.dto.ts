import { PASSWORD_LENGTH, type LoginRequest } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

const MAX_EMAIL_LENGTH = 255;
const MAX_TOKEN_LENGTH = 200;

export class LoginDto implements LoginRequest {
  @ApiProperty({ type: String, maxLength: MAX_EMAIL_LENGTH })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_EMAIL_LENGTH)
  email!: string;

  @ApiProperty({ type: String, maxLength: PASSWORD_LENGTH.max, format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_LENGTH.max)
  password!: string;
}

export class RefreshDto {
  @ApiPropertyOptional({ type: String, description: 'Services send it; the portal has a cookie instead.' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TOKEN_LENGTH)
  refresh_token?: string;
}
