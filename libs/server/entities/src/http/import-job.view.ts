import {
  IMPORT_FORMATS,
  IMPORT_STATUSES,
  type ImportFormat,
  type ImportJob,
  type ImportPlan,
  type ImportRowError,
  type ImportStatus,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

class ImportRowErrorView implements ImportRowError {
  @ApiProperty({ type: 'integer', description: 'Line of the file where the row begins.' })
  line!: number;

  @ApiProperty({ type: String, nullable: true })
  column!: string | null;

  @ApiProperty({ type: String })
  detail!: string;
}

/** An import as the OpenAPI document shows it. */
export class ImportJobView implements ImportJob {
  @ApiProperty({ type: 'integer' })
  id!: number;

  @ApiProperty({ enum: IMPORT_STATUSES })
  status!: ImportStatus;

  @ApiProperty({ type: String })
  file_name!: string;

  @ApiProperty({ enum: IMPORT_FORMATS })
  format!: ImportFormat;

  @ApiProperty({ enum: ['checking', 'writing'], nullable: true, description: 'Of a running import.' })
  phase!: 'checking' | 'writing' | null;

  @ApiProperty({ type: 'integer', description: 'Rows that are checked.' })
  rows_read!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Known once all rows are checked.' })
  rows_total!: number | null;

  @ApiProperty({ type: 'integer' })
  rows_created!: number;

  @ApiProperty({ type: 'integer' })
  rows_updated!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Rows whose record is so already, or was to be left as it is.',
  })
  rows_unchanged!: number;

  @ApiProperty({ type: 'integer' })
  rows_failed!: number;

  @ApiProperty({
    type: [ImportRowErrorView],
    description: 'The first 1,000 rows that could not be imported; the first 100 in lists.',
  })
  errors!: ImportRowError[];

  @ApiProperty({ type: String, nullable: true, description: 'Why the import as a whole failed.' })
  error!: string | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'What was last said of the columns, as in the body that starts an import.',
  })
  plan!: ImportPlan | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Holds what was imported; reverting it undoes the import.',
  })
  change_set_id!: number | null;

  @ApiProperty({ type: 'integer' })
  requested_by!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}
