export { CONFIG, type Config, type LlmConfig, type MailConfig, type OidcConfig } from './config';
export { ConfigError } from './config-error';
export { ConfigModule } from './config.module';
export { configOrExit } from './config-or-exit';
export { loadConfig } from './load-config';
