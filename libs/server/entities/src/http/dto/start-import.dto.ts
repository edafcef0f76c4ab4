import {
  IMPORT_MODES,
  IMPORT_ON_MATCH,
  IMPORT_VALUE_FORMATS,
  IMPORT_VALUE_TYPES,
  type ImportColumn,
  type ImportMode,
  type ImportOnMatch,
  type ImportValueFormat,
  type ImportValueType,
  type StartImport,
} from '@bureau/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { MAX_TYPE_LENGTH } from '../../entity-limits';

const MAX_COLUMNS = 500;
const MAX_TITLE = 2_000;
const MAX_TARGET = 1_000;

class ImportColumnDto implements ImportColumn {
  @ApiProperty({ type: String, description: 'The column as the preview names it.' })
  @IsString()
  @MaxLength(MAX_TITLE)
  source!: string;

  @ApiProperty({
    type: String,
    description: 'name, description, status, type, owner, metadata (JSON as a whole), or metadata.<path>.',
  })
  @IsString()
  @MaxLength(MAX_TARGET)
  target!: string;

  @ApiPropertyOptional({ enum: IMPORT_VALUE_TYPES, default: 'text' })
  @IsOptional()
  @IsIn(IMPORT_VALUE_TYPES)
  type?: ImportValueType;

  @ApiPropertyOptional({ enum: IMPORT_VALUE_FORMATS, description: 'Of dates, and of numbers with a comma.' })
  @IsOptional()
  @IsIn(IMPORT_VALUE_FORMATS)
  format?: ImportValueFormat;
}

/** Body of `POST /imports/{id}/start`. */
export class StartImportDto implements StartImport {
  @ApiProperty({ type: [ImportColumnDto], description: 'Columns that are not named are left out.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_COLUMNS)
  @ValidateNested({ each: true })
  @Type(() => ImportColumnDto)
  columns!: ImportColumnDto[];

  @ApiPropertyOptional({ enum: IMPORT_MODES, default: 'skip_bad' })
  @IsOptional()
  @IsIn(IMPORT_MODES)
  mode?: ImportMode;

  @ApiPropertyOptional({ type: String, description: 'Source of the column whose values name records.' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TITLE)
  key_column?: string;

  @ApiPropertyOptional({ enum: IMPORT_ON_MATCH, default: 'update' })
  @IsOptional()
  @IsIn(IMPORT_ON_MATCH)
  on_match?: ImportOnMatch;

  @ApiPropertyOptional({ type: String, description: 'Type of records whose row names none.' })
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_TYPE_LENGTH)
  entity_type?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'As the preview guessed where absent.' })
  @IsOptional()
  @IsBoolean()
  has_header?: boolean;

  @ApiPropertyOptional({
    type: Boolean,
    description:
      'Checks every row and writes nothing; the import is uploaded again then, and can be started.',
  })
  @IsOptional()
  @IsBoolean()
  check_only?: boolean;
}

export class PreviewQuery {
  @ApiPropertyOptional({
    enum: ['true', 'false'],
    description: 'Whether the first row holds titles; guessed where absent.',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  has_header?: 'true' | 'false';
}
