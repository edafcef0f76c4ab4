import {
  API_KEY_MODES,
  type ApiKey,
  type ApiKeyMode,
  type NewApiKey,
  PERMISSIONS,
  type Permission,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

/** For the OpenAPI document. */
export class ApiKeyView implements ApiKey {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty({ type: String, description: 'First part of the secret.' })
  prefix!: string;

  @ApiProperty({ enum: API_KEY_MODES })
  mode!: ApiKeyMode;

  @ApiProperty({ enum: Object.keys(PERMISSIONS), isArray: true })
  scopes!: Permission[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  expires_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  last_used_at!: string | null;

  @ApiProperty({ type: String, nullable: true })
  last_used_ip!: string | null;

  @ApiProperty({ type: 'integer' })
  created_by!: number;

  @ApiProperty({ type: 'integer', description: 'In whose name it acts, and whose rights bound its own.' })
  owner_id!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  revoked_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}

export class NewApiKeyView extends ApiKeyView implements NewApiKey {
  @ApiProperty({ type: String, description: 'Shown this once: `bur_<prefix>_<random>`.' })
  secret!: string;
}
