import { type JsonObject, MAX_PERSONAL_BYTES, type NewSavedView, type SavedView } from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Exclude } from 'class-transformer';
import { IsBoolean, IsString, Length, Matches, ValidateBy, ValidateIf } from 'class-validator';

const FREE_JSON = { type: 'object', additionalProperties: true, description: 'At most 16 KiB.' } as const;

/** A view to save. */
export class NewViewDto implements NewSavedView {
  @ApiProperty({ type: String, examples: ['entities'], maxLength: 50 })
  @Matches(/^[a-z][a-z-]{0,49}$/, { message: '$property must be a resource as in its address' })
  resource!: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  @Matches(/\S/, { message: '$property must not be blank' })
  name!: string;

  @ApiProperty(FREE_JSON)
  @Exclude({ toClassOnly: true }) // free JSON: taken as it came
  @ValidateBy({
    name: 'jsonObject',
    validator: {
      validate: isSmallObject,
      defaultMessage: () => '$property must be an object of at most 16 KiB of JSON',
    },
  })
  query!: JsonObject;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'Everybody sees it.' })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  shared?: boolean;
}

/** Changes of a view: fields left out stay. */
export class ViewChangesDto extends PartialType(NewViewDto, { skipNullProperties: false }) {}

/** For the OpenAPI document: a saved view. */
export class SavedViewView implements SavedView {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ type: String })
  resource!: string;

  @ApiProperty({ type: String })
  name!: string;

  @ApiProperty(FREE_JSON)
  query!: JsonObject;

  @ApiProperty({ type: Boolean })
  shared!: boolean;

  @ApiProperty({ type: 'integer' })
  owner_id!: number;

  @ApiProperty({ type: String })
  owner_name!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time' })
  updated_at!: string;
}

function isSmallObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Buffer.byteLength(JSON.stringify(value)) <= MAX_PERSONAL_BYTES;
}
