import { Database } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { csvLine } from '../exports/csv-line';
import { ImportsService } from './imports.service';

/** Errors that are in memory at a time. */
const PAGE_ROWS = 1_000;

interface ErrorRow {
  n: number;
  line: number;
  column_title: string | null;
  detail: string;
}

/** Every row of an import that could not be imported, as a file. */
@Injectable()
export class ImportErrorReport {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsService,
  ) {}

  /** CSV with line, column and what is wrong, in the order of the file. @throws 404 */
  async csv(importId: number): Promise<AsyncGenerator<string, void>> {
    await this.imports.get(importId);
    return this.lines(importId);
  }

  private async *lines(importId: number): AsyncGenerator<string, void> {
    yield csvLine(['line', 'column', 'problem']);
    for (let after = 0; ;) {
      const rows = await this.database.query<ErrorRow>({
        name: 'import_errors_page',
        text: `select n, line, column_title, detail from import_errors where import_id = $1::bigint and n > $2::int order by n limit ${PAGE_ROWS}`,
        values: [importId, after],
      });
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ line, column_title, detail }) => csvLine([line, column_title, detail])).join('');
      after = last.n;
    }
  }
}
