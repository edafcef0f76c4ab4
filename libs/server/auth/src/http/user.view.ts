import {
  type CurrentUser,
  FIELD_ACCESSES,
  type FieldAccess,
  PERMISSIONS,
  type Permission,
  type Role,
  type Session,
  type TokenResponse,
  type User,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** For the OpenAPI document: what the routes of this module answer with. */
export class UserView implements User {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String, format: 'email' })
  email!: string;

  @ApiProperty({ type: String })
  full_name!: string;

  @ApiProperty({ type: String, description: 'The name of a role.' })
  role!: Role;

  @ApiProperty({ type: Boolean })
  is_active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}

export class CurrentUserView extends UserView implements CurrentUser {
  @ApiProperty({ enum: Object.keys(PERMISSIONS), isArray: true })
  permissions!: Permission[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...FIELD_ACCESSES] },
    description: "Fields of records that the person's role hides or protects.",
  })
  field_access?: Record<string, FieldAccess>;
}

export class TokenView implements TokenResponse {
  @ApiProperty({ type: String, description: 'A JWT for the header Authorization: Bearer ….' })
  access_token!: string;

  @ApiPropertyOptional({ type: String, description: 'Absent for the portal, which has a cookie instead.' })
  refresh_token?: string;

  @ApiProperty({ enum: ['Bearer'] })
  token_type!: 'Bearer';

  @ApiProperty({ type: 'integer', description: 'Seconds.' })
  expires_in!: number;

  @ApiProperty({ type: CurrentUserView })
  user!: CurrentUser;
}

export class SessionView implements Session {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  user_agent!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Firefox on Windows' })
  device!: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  last_used_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  expires_at!: string;

  @ApiProperty({ type: Boolean, description: 'The session of this very request.' })
  current!: boolean;
}
