import {
  type NewRole,
  type Permission,
  PERMISSIONS,
  ROLE_NAME,
  type RoleRecord,
  type RoleRule,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Exclude } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsString,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

const RULES = {
  type: 'array',
  items: { type: 'object', additionalProperties: true },
  description:
    'Row rules `{resource, action, where}` with all, any, not and comparisons `{field, op, value}`; field rules `{resource, field, access}`.',
} as const;
const MAX_DESCRIPTION = 1_000;
const MAX_PERMISSIONS = 200;

/** A new role. */
export class NewRoleDto implements NewRole {
  @ApiProperty({ type: String, pattern: ROLE_NAME.source })
  @Matches(ROLE_NAME, { message: '$property must begin with a letter; a-z, 0-9, _ and -, at most 50' })
  name!: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_DESCRIPTION })
  @ValidateIf((_, value) => value !== undefined && value !== null)
  @IsString()
  @MaxLength(MAX_DESCRIPTION)
  description?: string | null;

  @ApiProperty({ enum: Object.keys(PERMISSIONS), isArray: true })
  @IsArray()
  @ArrayMaxSize(MAX_PERMISSIONS)
  @ArrayUnique()
  @IsString({ each: true })
  permissions!: Permission[];

  @ApiPropertyOptional(RULES)
  @Exclude({ toClassOnly: true }) // checked by the rules' own grammar, with pointers of its own
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  rules?: RoleRule[];
}

/** Changes of a role: fields that are left out stay, lists are replaced. */
export class RoleChangesDto extends PartialType(NewRoleDto, { skipNullProperties: false }) {}

/** For the OpenAPI document: a role. */
export class RoleView implements RoleRecord {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, nullable: true })
  description!: string | null;

  @ApiProperty({ enum: Object.keys(PERMISSIONS), isArray: true })
  permissions!: Permission[];

  @ApiProperty(RULES)
  rules!: RoleRule[];

  @ApiProperty({ type: Boolean })
  built_in!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}
