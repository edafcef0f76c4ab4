/** Why the process may not start: names of settings and reasons, never their values. */
export class ConfigError extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(`The configuration is not usable:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}
