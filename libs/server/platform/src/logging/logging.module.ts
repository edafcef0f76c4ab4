import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import {
  destination,
  stdSerializers,
  stdTimeFunctions,
  type DestinationStream,
  type LoggerOptions,
} from 'pino';
import { CONFIG, type Config } from '../config';
import { contextFields } from './context-fields';
import { REDACTED_PATHS, redactText } from './redaction';

/** JSON lines on stdout; each with the request id and the caller, none with a secret. */
export function loggerOptions(config: Config, service: string): LoggerOptions {
  return {
    level: config.environment === 'test' ? 'silent' : config.debug ? 'debug' : 'info',
    base: { service, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: contextFields,
    hooks: { logMethod: quietly(config.debug) },
    redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
    serializers: {
      err: (error: Error) => {
        const { type, message, stack, code } = stdSerializers.err(error) as Record<string, string>;
        return {
          type,
          message: redactText(message ?? ''),
          stack: redactText(stack ?? ''),
          ...(code !== undefined && { code }),
        };
      },
    },
  };
}

/** What Nest says of every module and route at each start, which only helps whoever looks for a fault in that. */
const START_UP = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'WebSocketsController']);

function quietly(debug: boolean): NonNullable<LoggerOptions['hooks']>['logMethod'] {
  return function (args, method) {
    const [fields] = args as unknown as [{ context?: string } | undefined];
    if (debug || !START_UP.has(fields?.context ?? '')) method.apply(this, args);
  };
}

/** Bytes of lines that are written at once: a write for each line costs as much as making it. */
const WRITTEN_TOGETHER = 4_096;
/** Fewer bytes wait no longer than this, and not beyond the end of the process. */
const LATEST_MS = 500;

/** Standard output, written to without waiting for it. */
function stdout(): DestinationStream {
  return destination({ dest: 1, sync: false, minLength: WRITTEN_TOGETHER, periodicFlush: LATEST_MS });
}

/** Nest's logger and every line of the process through pino. */
@Module({})
export class LoggingModule {
  /** @param service names the process in its lines: `api` or `worker` */
  static forRoot(service: string): DynamicModule {
    return {
      module: LoggingModule,
      imports: [
        LoggerModule.forRootAsync({
          inject: [CONFIG],
          // Requests are logged by our own hook, which is cheaper and knows the caller: no middleware.
          useFactory: (config: Config) => ({
            forRoutes: [],
            pinoHttp: [loggerOptions(config, service), stdout()],
          }),
        }),
      ],
    };
  }
}
