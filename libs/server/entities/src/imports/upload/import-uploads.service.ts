import { createHash } from 'node:crypto';
import { type ImportJob } from '@bureau/contracts';
import { Database, requireCaller, unwrap, WritePath, type WriteOutcome } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { assertMay } from '../../entity.policy';
import { IMPORT_RESOURCE } from '../../persistence/import-job.resource';
import { badForm, emptyFile } from '../import.errors';
import { ImportPreviews, type StoredFile } from '../preview/import-previews.service';
import { formatOf } from '../source/file-format';
import { inUtf8, uncompressed } from './plain-text';
import { MAX_FILE_BYTES, type FormPart } from './upload-form';
import { uploadPieces } from './upload-pieces';

const MAX_FILE_NAME = 255;
const INSERT_PIECE = {
  name: 'import_piece',
  text: 'insert into import_chunks (import_id, seq, data) values ($1::bigint, $2::int, $3::bytea)',
};

interface Upload {
  id: number | null;
  about: StoredFile | null;
}

/** Takes files in: stored piece by piece as they arrive, so that no file is ever in memory as a whole. */
@Injectable()
export class ImportUploads {
  private readonly jobs: WritePath<ImportJob>;

  constructor(
    private readonly database: Database,
    private readonly previews: ImportPreviews,
  ) {
    this.jobs = new WritePath(database, IMPORT_RESOURCE);
  }

  /**
   * Stores the form's file and queues its import: once this returns, the import will happen. The titles of its columns
   * say what becomes of them.
   * @returns the queued import
   * @throws 400 for a form that is not one file and the optional `name_column`, 413 and 422 for files that cannot be
   *   imported; nothing is left of them then
   */
  async receive(parts: AsyncIterable<FormPart>): Promise<ImportJob> {
    return this.take(parts, ['name_column'], async (id, about, name_column) => {
      const plan = about.format === 'ndjson' ? await this.previews.suggestedPlan(id, about) : undefined;
      return this.jobs.update(id, { ...about, status: 'queued', name_column, plan });
    });
  }

  /**
   * Stores the form's file; its import waits for somebody to say what becomes of its columns.
   * @throws as {@link receive}
   */
  async keep(parts: AsyncIterable<FormPart>): Promise<ImportJob> {
    return this.take(parts, [], (id, about) => this.jobs.update(id, { ...about, status: 'uploaded' }));
  }

  private async take(
    parts: AsyncIterable<FormPart>,
    fields: readonly string[],
    settle: (id: number, about: StoredFile, nameColumn: string | null) => Promise<WriteOutcome<ImportJob>>,
  ): Promise<ImportJob> {
    assertMay(requireCaller(), 'entity:import');
    const upload: Upload = { id: null, about: null };
    let nameColumn: string | null = null;
    try {
      for await (const part of parts) {
        if (part.kind === 'file') await this.store(upload, part);
        else if (fields.includes(part.name)) nameColumn = part.value;
        else throw badForm(`/${part.name}`, `There is no field "${part.name}".`);
      }
      if (upload.id === null || !upload.about) throw badForm('/file', 'Send the file as the field "file".');
      return unwrap(await settle(upload.id, upload.about, nameColumn), 'import');
    } catch (error) {
      if (upload.id !== null) await this.jobs.remove(upload.id);
      throw error;
    }
  }

  private async store(upload: Upload, part: FormPart & { kind: 'file' }): Promise<void> {
    if (part.name !== 'file') throw badForm(`/${part.name}`, 'Send the file as the field "file".');
    if (upload.id !== null) throw badForm('/file', 'Send one file at a time.');
    let encoding = 'utf-8';
    const text = inUtf8(uncompressed(part.data, MAX_FILE_BYTES), (found) => (encoding = found));
    const hash = createHash('sha256');
    let head = '';
    let seq = 0;
    for await (const piece of uploadPieces(text)) {
      upload.id ??= await this.begin(part.fileName);
      if (seq === 0) head = piece.toString();
      hash.update(piece);
      await this.database.query({ ...INSERT_PIECE, values: [upload.id, seq++, piece] });
    }
    if (upload.id === null) throw emptyFile();
    upload.about = { format: formatOf(head), encoding, content_hash: hash.digest('hex') };
  }

  private async begin(fileName: string): Promise<number> {
    const values = {
      status: 'uploading',
      file_name: plainName(fileName),
      requested_by: requireCaller().user_id,
    };
    return (await this.jobs.create(values)).row.id;
  }
}

/** The last part of a path that some client sent, without control characters. */
function plainName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  const printable = [...last]
    .filter((character) => character >= ' ')
    .slice(0, MAX_FILE_NAME)
    .join('');
  return printable || 'import.csv';
}
