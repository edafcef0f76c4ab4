import { PASSWORD_LENGTH, type CreateUser, type Role, type UpdateUser } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, MaxLength } from 'class-validator';
import { ActiveField, FullNameField, RoleField } from './user-fields.decorators';

const MAX_EMAIL_LENGTH = 255;

export class CreateUserDto implements CreateUser {
  @ApiProperty({ type: String, format: 'email', maxLength: MAX_EMAIL_LENGTH })
  @IsEmail({}, { message: '$property must be an e-mail address' })
  @MaxLength(MAX_EMAIL_LENGTH)
  email!: string;

  @FullNameField(true)
  full_name!: string;

  @RoleField(true)
  role!: Role;

  @ApiPropertyOptional({
    type: String,
    format: 'password',
    minLength: PASSWORD_LENGTH.min,
    maxLength: PASSWORD_LENGTH.max,
    description: 'Without it the person is invited by mail to choose one.',
  })
  @IsOptional()
  @IsString()
  password?: string;

  @ActiveField()
  is_active?: boolean;
}

export class UpdateUserDto implements UpdateUser {
  @FullNameField(false)
  full_name?: string;

  @RoleField(false)
  role?: Role;

  @ActiveField()
  is_active?: boolean;
}
