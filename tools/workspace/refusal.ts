/** Ends a command with one sentence that says what is wrong and the way out, without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/**
 * Runs a command's main function: a refusal becomes one line on stderr, anything else a stack, both exit code 1.
 *
 * @param main resolves to the exit code
 */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    const sentence = error instanceof Refusal ? error.message : sentenceFor(error);
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}

function sentenceFor(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC') return FULL_DISK;
  if (code === 'EROFS' || code === 'EACCES') {
    return `${(error as Error).message}: run the command in a checkout that you may write to.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What every full disk is answered with, whoever met it first. */
export const FULL_DISK =
  'The disk is full: free about 1 GB (docker system prune, npm cache clean --force) and try again.';
