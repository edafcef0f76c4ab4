/** Between Jest's global set-up and tear-down, which run in one process, there is only the global object. */
export const running: { bureauTestServices?: { stop(): Promise<void> } } = globalThis as never;
