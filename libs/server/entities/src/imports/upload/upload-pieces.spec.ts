import { PIECE_BYTES, uploadPieces } from './upload-pieces';

async function piecesOf(...data: Buffer[]): Promise<Buffer[]> {
  async function* source() {
    yield* data;
  }
  const pieces: Buffer[] = [];
  for await (const piece of uploadPieces(source())) pieces.push(piece);
  return pieces;
}

describe('the pieces of an upload', () => {
  it('are 1 MiB each, the last one shorter, and together the file', async () => {
    const file = Buffer.alloc(PIECE_BYTES * 2 + 10, 'é');
    const data = [
      file.subarray(0, 3),
      file.subarray(3, PIECE_BYTES * 2 + 5),
      file.subarray(PIECE_BYTES * 2 + 5),
    ];
    const pieces = await piecesOf(...data);
    expect(pieces.map((piece) => piece.length)).toEqual([PIECE_BYTES, PIECE_BYTES, 10]);
    expect(Buffer.concat(pieces).equals(file)).toBe(true);
  });

  it('are none of an empty file', async () => expect(await piecesOf()).toEqual([]));

  it.each([
    ['an old Windows encoding', Buffer.from('name\nCaf\xe9\n', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffname\nA', 'utf16le')],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004\0\0')],
    ['a character cut off at the end', Buffer.from('é').subarray(0, 1)],
  ])('are refused of %s', async (_, file) => {
    await expect(piecesOf(file)).rejects.toMatchObject({ status: 422, code: 'IMPORT_NOT_UTF8' });
  });
});
