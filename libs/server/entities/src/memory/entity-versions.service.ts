import { isDeepStrictEqual } from 'node:util';
import { type Entity, type JsonObject } from '@bureau/contracts';
import { Database, notFound, ProblemError, requireCaller } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { recordAccess } from '../access/record-access';
import { EntitiesService } from '../entities.service';
import { type EntityPatch } from '../entity-input';
import { assertMay } from '../entity.policy';
import { type PastEntity, stateAsOf } from './as-of';
import { type Moment, readPastState, readPurgedState } from './past-state';

/** What people write; the owner of a record stays who it is. */
const RESTORED_FIELDS = ['name', 'description', 'status', 'type', 'metadata'] as const;
/** Somebody else may write between reading the version and restoring it. */
const MOST_TRIES = 3;

interface RestoreOptions {
  ifMatch: number | null;
  reason: string | null;
}

/** Records as they were, and bringing that back. */
@Injectable()
export class EntityVersions {
  constructor(
    private readonly database: Database,
    private readonly entities: EntitiesService,
  ) {}

  /**
   * The record as it stood at a moment, also one that is in the trash now. One that was deleted for good is for those who
   * may read the audit log.
   * @throws 404 with the reason
   */
  async asOf(id: number, moment: Moment): Promise<PastEntity> {
    const caller = assertMay(requireCaller(), 'entity:read');
    const access = recordAccess(caller);
    const mayReadLog = caller.permissions.has('audit:read') && !access.narrowed;
    const state =
      (await readPastState(this.database, id, moment, access)) ??
      (mayReadLog ? await readPurgedState(this.database, id, moment) : null);
    if (!state) throw notFound('record');
    return access.mask(stateAsOf(state, moment));
  }

  /**
   * Gives the record the values that it had in a version: an ordinary change, under the rules of any other.
   * @throws 404 for a version that is not known, 403 naming fields that the caller may not write, 412
   */
  async restore(id: number, version: number, { ifMatch, reason }: RestoreOptions): Promise<Entity> {
    for (let tries = 1; ; tries++) {
      const present = await this.entities.get(id);
      const values = differing(await this.asOf(id, { version }), present);
      const note: JsonObject = { restored_version: version };
      const settings = {
        ifMatch: ifMatch ?? present.version,
        action: 'entity.restore_version',
        reason,
        note,
      };
      try {
        return await this.entities.replace(id, values, settings);
      } catch (error) {
        const again = ifMatch === null && tries < MOST_TRIES;
        if (!(again && error instanceof ProblemError && error.status === 412)) throw error;
      }
    }
  }
}

function differing(then: Entity, now: Entity): EntityPatch {
  const fields = RESTORED_FIELDS.filter((field) => !isDeepStrictEqual(then[field], now[field]));
  return Object.fromEntries(fields.map((field) => [field, then[field]]));
}
