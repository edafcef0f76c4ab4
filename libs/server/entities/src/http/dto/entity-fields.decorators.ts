import { ENTITY_STATUSES } from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Exclude } from 'class-transformer';
import { IsIn, IsString, Length, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_METADATA_BYTES,
  MAX_NAME_LENGTH,
  MAX_TYPE_LENGTH,
} from '../../entity-limits';

/** Checks the field only where it was sent; null is checked like any value. */
export function WhenGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

/** Checks the field only where it has a value: null takes the value away. */
export function WhenSet(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined && value !== null);
}

export function NameField(required: boolean): PropertyDecorator {
  const document = required ? ApiProperty : ApiPropertyOptional;
  return applyDecorators(
    document({ type: String, minLength: 1, maxLength: MAX_NAME_LENGTH }),
    ...(required ? [] : [WhenGiven()]),
    IsString(),
    Length(1, MAX_NAME_LENGTH),
    Matches(/\S/, { message: '$property must not be blank' }),
  );
}

export function DescriptionField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_DESCRIPTION_LENGTH }),
    WhenSet(),
    IsString(),
    MaxLength(MAX_DESCRIPTION_LENGTH),
  );
}

export function StatusField(required: boolean): PropertyDecorator {
  const document = required ? ApiProperty : ApiPropertyOptional;
  return applyDecorators(
    document({ enum: ENTITY_STATUSES }),
    ...(required ? [] : [WhenGiven()]),
    IsIn(ENTITY_STATUSES, { message: `$property must be one of ${ENTITY_STATUSES.join(', ')}` }),
  );
}

export function TypeField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_TYPE_LENGTH }),
    WhenSet(),
    IsString(),
    Length(1, MAX_TYPE_LENGTH),
  );
}

export function MetadataField(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: 'object',
      additionalProperties: true,
      description: 'At most 64 KiB of JSON.',
    }),
    Exclude({ toClassOnly: true }), // free JSON: taken as it came
    WhenGiven(),
    ValidateBy({
      name: 'metadata',
      validator: {
        validate: isMetadata,
        defaultMessage: () => '$property must be an object of at most 64 KiB of JSON',
      },
    }),
  );
}

function isMetadata(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Buffer.byteLength(JSON.stringify(value)) <= MAX_METADATA_BYTES;
}
