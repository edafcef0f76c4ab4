import { Database, Housekeeping } from '@bureau/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { purgeSessions } from '../sessions/sessions.repository';

/** Deletes sessions that ended long ago. */
@Injectable()
export class SessionChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('sessions that ended', () => purgeSessions(this.database));
  }
}
