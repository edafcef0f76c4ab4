/** Silence of the model's server that ends the connection: a hung stream says nothing for ever. */
export interface FetchGuard {
  /** Milliseconds without a byte. */
  idleMs: number;
  /** Bytes of one answer. */
  maxBytes: number;
}

/** Said of answers that were stopped. */
export class StoppedAnswer extends Error {}

/**
 * `fetch` that gives up on servers which fall silent or never end, and that follows no redirect: what is sent holds
 * records and a key, and goes to the configured address alone.
 */
export function guardedFetch({ idleMs, maxBytes }: FetchGuard): typeof fetch {
  return async (input, init) => {
    const silence = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(new StoppedAnswer(`nothing came for ${idleMs} ms`)), idleMs);
      timer.unref();
    };
    heard();
    init?.signal?.addEventListener('abort', () => clearTimeout(timer), { once: true });
    const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
    try {
      const response = await fetch(input, { ...init, signal, redirect: 'error' });
      if (!response.body) {
        clearTimeout(timer);
        return response;
      }
      const body = response.body.pipeThrough(counted(maxBytes, heard, () => clearTimeout(timer)));
      return new Response(body, response);
    } catch (error) {
      clearTimeout(timer);
      throw silence.signal.aborted ? silence.signal.reason : error;
    }
  };
}

function counted(
  maxBytes: number,
  heard: () => void,
  ended: () => void,
): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(part, controller) {
      bytes += part.byteLength;
      if (bytes > maxBytes) {
        ended();
        return controller.error(new StoppedAnswer(`the answer is longer than ${maxBytes} bytes`));
      }
      heard();
      controller.enqueue(part);
    },
    flush: ended,
    cancel: ended,
  });
}
