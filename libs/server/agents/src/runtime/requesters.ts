import { ApiKeyDirectory, type Caller, CallerDirectory } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type AgentTaskRow } from '../tasks/agent-task.resource';

/** In whose name tasks work, with the rights of the moment. */
@Injectable()
export class Requesters {
  constructor(
    private readonly people: CallerDirectory,
    private readonly keys: ApiKeyDirectory,
  ) {}

  /** The person who asked, or the key: null where it was revoked or ended, or the account is switched off. */
  callerFor({ requested_by, api_key_id }: AgentTaskRow): Promise<Caller | null> {
    return api_key_id === null ? this.people.callerFor(requested_by) : this.keys.callerForKey(api_key_id);
  }
}
