import { type Config } from './config';
import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

/** The process's configuration; a bad one ends the process with its reasons on stderr. */
export function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
