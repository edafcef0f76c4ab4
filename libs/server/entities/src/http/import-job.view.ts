import { IMPORT_STATUSES, type ImportJob, type ImportRowError, type ImportStatus } from '@bureau/contracts';
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

  @ApiProperty({ type: 'integer' })
  rows_read!: number;

  @ApiProperty({ type: 'integer' })
  rows_created!: number;

  @ApiProperty({ type: 'integer' })
  rows_failed!: number;

  @ApiProperty({ type: [ImportRowErrorView], description: 'The first 100 rows that could not be imported.' })
  errors!: ImportRowError[];

  @ApiProperty({ type: String, nullable: true, description: 'Why the import as a whole failed.' })
  error!: string | null;

  @ApiProperty({ type: 'integer' })
  requested_by!: number;

  @ApiProperty({ type: String, format: 'date-time' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at!: string | null;

  @ApiProperty({ type: 'integer' })
  version!: number;
}
