import {
  IMPORT_FORMATS,
  IMPORT_VALUE_FORMATS,
  IMPORT_VALUE_TYPES,
  type ImportFormat,
  type ImportPreview,
  type ImportPreviewColumn,
  type ImportValueFormat,
  type ImportValueType,
  type JsonValue,
} from '@bureau/contracts';
import { ApiProperty } from '@nestjs/swagger';

class ImportPreviewColumnView implements ImportPreviewColumn {
  @ApiProperty({ type: String, description: 'Unique: repeated titles are numbered, missing ones are made.' })
  source!: string;

  @ApiProperty({ enum: IMPORT_VALUE_TYPES, description: 'What the first cells seem to be.' })
  type!: ImportValueType;

  @ApiProperty({ enum: IMPORT_VALUE_FORMATS, nullable: true })
  format!: ImportValueFormat | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where it most likely belongs; null: better left out.',
  })
  target!: string | null;

  @ApiProperty({ type: 'integer', description: 'Empty cells among the first rows.' })
  empty!: number;
}

class ImportPreviewRowView {
  @ApiProperty({ type: 'integer' })
  line!: number;

  @ApiProperty({ type: 'array', items: {}, description: 'In the order of the columns; long text is cut.' })
  values!: JsonValue[];

  @ApiProperty({ type: String, nullable: true })
  problem!: string | null;
}

/** A preview as the OpenAPI document shows it. */
export class ImportPreviewView implements ImportPreview {
  @ApiProperty({ enum: IMPORT_FORMATS })
  format!: ImportFormat;

  @ApiProperty({ type: String, example: 'utf-8' })
  encoding!: string;

  @ApiProperty({ type: String, nullable: true, example: ',' })
  delimiter!: string | null;

  @ApiProperty({ type: Boolean })
  has_header!: boolean;

  @ApiProperty({ type: [ImportPreviewColumnView] })
  columns!: ImportPreviewColumnView[];

  @ApiProperty({ type: [ImportPreviewRowView] })
  rows!: ImportPreviewRowView[];
}
