import {
  API_KEY_MODES,
  type ApiKeyMode,
  type CreateApiKey,
  PERMISSIONS,
  type Permission,
  type UpdateApiKey,
} from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsISO8601,
  IsString,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';

const MAX_NAME_LENGTH = 100;
const CATALOGUE = Object.keys(PERMISSIONS) as Permission[];

const whenGiven = () => ValidateIf((_, value) => value !== undefined);
const whenSet = () => ValidateIf((_, value) => value !== undefined && value !== null);

function ExpiryField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: String,
      format: 'date-time',
      nullable: true,
      description: 'Null: until it is revoked.',
    }),
    whenSet(),
    IsISO8601(
      { strict: true, strictSeparator: true },
      { message: '$property must be a time as in RFC 3339' },
    ),
    Matches(/T.*(Z|[+-]\d\d:\d\d)$/, { message: '$property must say its offset from UTC' }),
  );
}

export class CreateApiKeyDto implements CreateApiKey {
  @ApiProperty({ type: String, minLength: 1, maxLength: MAX_NAME_LENGTH })
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  @Matches(/\S/, { message: '$property must not be blank' })
  name!: string;

  @ApiPropertyOptional({ enum: API_KEY_MODES, default: 'direct' })
  @whenGiven()
  @IsIn(API_KEY_MODES)
  mode?: ApiKeyMode;

  @ApiProperty({ enum: CATALOGUE, isArray: true, minItems: 1, uniqueItems: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(CATALOGUE, { each: true, message: 'each of $property must be a permission of the catalogue' })
  scopes!: Permission[];

  @ExpiryField()
  expires_at?: string | null;
}

export class UpdateApiKeyDto implements UpdateApiKey {
  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: MAX_NAME_LENGTH })
  @whenGiven()
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  @Matches(/\S/, { message: '$property must not be blank' })
  name?: string;

  @ExpiryField()
  expires_at?: string | null;
}
