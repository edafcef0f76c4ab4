import { ROLES } from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsString, Length, Matches, ValidateIf } from 'class-validator';

const MAX_NAME_LENGTH = 255;

/** Checks the field only where it was sent; null is checked like any value. */
function whenGiven(required: boolean): PropertyDecorator[] {
  return required ? [] : [ValidateIf((_, value) => value !== undefined)];
}

export function FullNameField(required: boolean): PropertyDecorator {
  const document = required ? ApiProperty : ApiPropertyOptional;
  return applyDecorators(
    document({ type: String, minLength: 1, maxLength: MAX_NAME_LENGTH }),
    ...whenGiven(required),
    IsString(),
    Length(1, MAX_NAME_LENGTH),
    Matches(/\S/, { message: '$property must not be blank' }),
  );
}

export function RoleField(required: boolean): PropertyDecorator {
  const document = required ? ApiProperty : ApiPropertyOptional;
  return applyDecorators(
    document({ enum: ROLES }),
    ...whenGiven(required),
    IsIn(ROLES, { message: `$property must be one of ${ROLES.join(', ')}` }),
  );
}

export function ActiveField(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ type: Boolean }), ...whenGiven(false), IsBoolean());
}
