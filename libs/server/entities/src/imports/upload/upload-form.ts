import { type FastifyRequest } from 'fastify';
import { badForm, fileTooLarge } from '../import.errors';

export const MAX_FILE_BYTES = 67_108_864;
const MAX_FIELDS = 4;

/** A part of the form, in the order in which it is sent; a file must be read before the next part comes. */
export type FormPart =
  | { kind: 'field'; name: string; value: string }
  | { kind: 'file'; name: string; fileName: string; data: AsyncIterable<Buffer> };

/** The parts of a multipart request as they arrive. @throws 413 while a file is read that is too large */
export async function* formParts(request: FastifyRequest): AsyncGenerator<FormPart> {
  const limits = { fileSize: MAX_FILE_BYTES, files: 2, fields: MAX_FIELDS, fieldSize: 1_000 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      yield { kind: 'file', name: part.fieldname, fileName: part.filename, data: untilLimit(part.file) };
    } else {
      if (typeof part.value !== 'string' || part.valueTruncated)
        throw badForm(`/${part.fieldname}`, 'Expected text.');
      yield { kind: 'field', name: part.fieldname, value: part.value };
    }
  }
}

async function* untilLimit(file: AsyncIterable<Buffer> & { truncated: boolean }): AsyncGenerator<Buffer> {
  yield* file;
  if (file.truncated) throw fileTooLarge();
}
