import {
  type ForgottenPassword,
  type LoginRequest,
  PASSWORD_LENGTH,
  type ResetPassword,
  type StepUpRequest,
} from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength, MinLength, ValidateIf } from 'class-validator';

const MAX_EMAIL_LENGTH = 255;
const MAX_TOKEN_LENGTH = 200;
/** A recovery code with blanks between its groups. */
const MAX_OTP_LENGTH = 20;

/** Six digits of an authenticator app, or a recovery code. */
export function OtpField(required: boolean): PropertyDecorator {
  const document = required ? ApiProperty : ApiPropertyOptional;
  return applyDecorators(
    document({
      type: String,
      minLength: 1,
      maxLength: MAX_OTP_LENGTH,
      description: 'Six digits of the authenticator app, or a recovery code.',
    }),
    ...(required ? [] : [IsOptional()]),
    IsString(),
    Length(1, MAX_OTP_LENGTH),
  );
}

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

  @OtpField(false)
  otp?: string;
}

export class RefreshDto {
  @ApiPropertyOptional({ type: String, description: 'Services send it; the portal has a cookie instead.' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TOKEN_LENGTH)
  refresh_token?: string;
}

export class ForgottenPasswordDto implements ForgottenPassword {
  @ApiProperty({ type: String, maxLength: MAX_EMAIL_LENGTH })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_EMAIL_LENGTH)
  email!: string;
}

export class ResetPasswordDto implements ResetPassword {
  @ApiProperty({ type: String, maxLength: MAX_TOKEN_LENGTH, description: 'From the link of the mail.' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_TOKEN_LENGTH)
  token!: string;

  @ApiProperty({
    type: String,
    format: 'password',
    minLength: PASSWORD_LENGTH.min,
    maxLength: PASSWORD_LENGTH.max,
  })
  @IsString()
  password!: string;

  @OtpField(false)
  otp?: string;
}

export class StepUpDto implements StepUpRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'password',
    maxLength: PASSWORD_LENGTH.max,
    description: 'Either this or `otp`.',
  })
  @ValidateIf(({ otp, password }: StepUpDto) => otp === undefined || password !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_LENGTH.max)
  password?: string;

  @OtpField(false)
  otp?: string;
}

export class OtpDto {
  @OtpField(true)
  otp!: string;
}
