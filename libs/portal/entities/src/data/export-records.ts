import { inject, Service } from '@angular/core';
import { type ExportFormat } from '@bureau/contracts';
import { API_BASE, type ListQuery, Session, toParams } from '@bureau/portal-core';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
};

/** The part of the file system API that is not everywhere yet. */
interface SavesFiles {
  showSaveFilePicker?: (
    options: object,
  ) => Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

/** Why an export did not become a file. */
export class ExportFailed extends Error {}

/**
 * Saves exactly what the list finds to a file. The access token is in memory alone, so that a plain link cannot be
 * used: where the browser lets us write files the answer is streamed into the chosen one, else it is collected as a
 * blob, which browsers keep on disk beyond some size.
 */
@Service()
export class ExportRecords {
  readonly #session = inject(Session);

  /**
   * @param progress told how many bytes have come
   * @returns false where the person chose no file
   */
  async save(
    format: ExportFormat,
    query: ListQuery,
    progress: (bytes: number) => void,
    stop: AbortSignal,
  ): Promise<boolean> {
    const name = `records-${new Date().toISOString().slice(0, 10)}.${format}`;
    const target = await this.#target(format, name);
    if (target === 'none') return false;
    const body = (await this.#read(format, query, stop)).pipeThrough(counting(progress));
    if (target) await body.pipeTo(await target.createWritable(), { signal: stop });
    else saveBlob(await new Response(body, { headers: { 'Content-Type': TYPES[format] } }).blob(), name);
    return true;
  }

  async #target(format: ExportFormat, suggestedName: string) {
    const { showSaveFilePicker } = window as SavesFiles;
    if (!showSaveFilePicker) return null;
    try {
      const types = [{ accept: { [TYPES[format]]: [`.${format}`] } }];
      return await showSaveFilePicker.call(window, { suggestedName, types });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'none';
      // Not allowed here, for example inside a frame: the browser's own downloads remain.
      return null;
    }
  }

  async #read(
    format: ExportFormat,
    query: ListQuery,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>> {
    const parameters = toParams({ ...query, format, flatten: format === 'ndjson' ? null : true });
    const answer = await fetch(`${API_BASE}/entities/export?${parameters.toString()}`, {
      headers: { Authorization: `Bearer ${await this.#session.freshToken()}` },
      signal,
    });
    if (answer.ok && answer.body) return answer.body;
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new ExportFailed(problem.detail ?? `The server answered with status ${answer.status}.`);
  }
}

function counting(progress: (bytes: number) => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      progress((bytes += chunk.byteLength));
      controller.enqueue(chunk);
    },
  });
}

/** Hands a file to the browser’s downloads. */
export function saveBlob(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has begun by the next task; the address is held for slow ones.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
