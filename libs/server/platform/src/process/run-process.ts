/**
 * Starts a process: an error on the way up is said in one line, and the process ends.
 */
export async function runProcess(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`Not started: ${reason.message}\n`);
    process.exit(1);
  }
}
