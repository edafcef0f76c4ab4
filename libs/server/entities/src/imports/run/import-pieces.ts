import { type Executor } from '@bureau/platform';

/** Deletes the stored file of an import. */
export const DROP_PIECES = {
  name: 'import_drop_pieces',
  text: 'delete from import_chunks where import_id = $1::bigint',
};

/** The stored file of an import, one piece in memory at a time. */
export async function* importPieces(executor: Executor, importId: number): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq++) {
    const [piece] = await executor.query<{ data: Buffer }>({
      name: 'import_read_piece',
      text: 'select data from import_chunks where import_id = $1::bigint and seq = $2::int',
      values: [importId, seq],
    });
    if (!piece) return;
    yield piece.data;
  }
}
