import { PASSWORD_LENGTH, type ChangePassword, type UpdateProfile } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { FullNameField } from './user-fields.decorators';

export class UpdateProfileDto implements UpdateProfile {
  @FullNameField(false)
  full_name?: string;
}

export class ChangePasswordDto implements ChangePassword {
  @ApiPropertyOptional({
    type: String,
    format: 'password',
    description: 'Left out by people who have no password yet: they must have stepped up instead.',
  })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(PASSWORD_LENGTH.max)
  current_password?: string;

  @ApiProperty({
    type: String,
    format: 'password',
    minLength: PASSWORD_LENGTH.min,
    maxLength: PASSWORD_LENGTH.max,
  })
  @IsString()
  new_password!: string;
}
