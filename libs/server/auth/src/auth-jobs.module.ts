import { Module } from '@nestjs/common';
import { SessionChores } from './jobs/session-chores';

/** What the worker adds. */
@Module({ providers: [SessionChores] })
export class AuthJobsModule {}
