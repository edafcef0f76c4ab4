import { ROLE_NAME } from '@bureau/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches, ValidateIf } from 'class-validator';

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
    document({ type: String, pattern: ROLE_NAME.source, description: 'The name of a role.' }),
    ...whenGiven(required),
    Matches(ROLE_NAME, { message: '$property must be the name of a role' }),
  );
}

export function ActiveField(): PropertyDecorator {
  return applyDecorators(ApiPropertyOptional({ type: Boolean }), ...whenGiven(false), IsBoolean());
}
