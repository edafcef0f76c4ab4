import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config';
import { ApiKeyTable } from '../identity/api-key.table';
import { OutboxSignal } from '../outbox/outbox-signal';
import { AuditWriter } from '../write-path/audit-writer';
import { dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { installTypeParsers } from './type-parsers';
import { UserReferenceTable } from './user-reference.table';

/** The one pool of the process; feature modules add their tables with `TypeOrmModule.forFeature`. */
@Module({})
export class DatabaseModule {
  static forRoot(): DynamicModule {
    installTypeParsers();
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          inject: [CONFIG],
          useFactory: (config: Config) => ({
            ...dataSourceOptions({
              databaseUrl: config.databaseUrl,
              poolSize: config.databasePoolSize,
              tables: [UserReferenceTable, ApiKeyTable],
            }),
            autoLoadEntities: true,
            retryAttempts: 0,
          }),
        }),
      ],
      providers: [Database, OutboxSignal, AuditWriter],
      exports: [Database, AuditWriter],
    };
  }
}
