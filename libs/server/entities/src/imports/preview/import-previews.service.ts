import { type ImportFormat, type ImportPreview } from '@bureau/contracts';
import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type ImportPlan } from '../plan/import-plan';
import { importPieces } from '../run/import-pieces';
import { previewFile } from './preview-file';

/** Pieces of 1 MiB that a preview looks at. */
const HEAD_PIECES = 1;

/** What is known of a file that is kept. */
export interface StoredFile {
  format: ImportFormat;
  encoding: string;
  content_hash: string;
}

/** Looks into files that are kept, without changing anything. */
@Injectable()
export class ImportPreviews {
  constructor(private readonly database: Database) {}

  /** @param hasHeader whether the first row of a table holds titles; guessed where absent */
  async preview(
    id: number,
    { format, encoding }: Pick<StoredFile, 'format' | 'encoding'>,
    hasHeader?: boolean,
  ): Promise<ImportPreview> {
    const head: Buffer[] = [];
    let truncated = false;
    for await (const piece of importPieces(this.database, id)) {
      truncated = head.length === HEAD_PIECES;
      if (truncated) break;
      head.push(piece);
    }
    const pieces = async function* () {
      yield* head;
    };
    const options = {
      format,
      encoding,
      truncated,
      ...(hasHeader !== undefined && { has_header: hasHeader }),
    };
    return previewFile(pieces(), options);
  }

  /** What a file says itself of its columns: every one goes where the preview suggests. */
  async suggestedPlan(id: number, file: StoredFile): Promise<ImportPlan> {
    const { columns, has_header } = await this.preview(id, file);
    return {
      columns: columns.flatMap(({ source, target, type, format }) =>
        target === null ? [] : [{ source, target, type, ...(format && { format }) }],
      ),
      mode: 'skip_bad',
      key_column: null,
      on_match: 'update',
      entity_type: null,
      has_header,
    };
  }
}
