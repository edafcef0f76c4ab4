import { AuditWriter, Database, type Executor } from '@bureau/platform';
import { Injectable } from '@nestjs/common';
import { type ErasedPart } from '../persistence/audit-erasure.table';
import { COMMITMENT_SQL, FORM_1_BLANKED_LEAF_SQL, FORM_1_LEAF_SQL, FORM_1_SQL } from '../seals/canonical';
import { type ErasureContent, erasureDigest } from './erasure-digest';

/** Rows that one transaction blanks. */
const CHUNK_ROWS = 5_000;
const PARTS = ['actor', 'values'] as const satisfies ErasedPart[];
/** Rows whose hash has what is erased in it, and rows that stand for it by a salted hash. */
const FORMS = ['1', '2'] as const;

/** Rows that still name a person; whoever approved something may be the one whose address the row has. */
const NAMING: Readonly<Record<ErasedPart, string>> = {
  actor: `(a.user_id = $1::int or a.approved_by = $1::int) and num_nonnulls(a.actor_name, a.ip, a.user_agent) > 0`,
  values: `a.entity_type = 'user' and a.entity_id = $1::int
    and (a.old_values is distinct from bureau_without_person(a.old_values) or a.new_values is distinct from bureau_without_person(a.new_values))`,
};

const find = (part: ErasedPart, form: (typeof FORMS)[number]) => ({
  name: `audit_erase_find_${part}_${form}`,
  text: `select a.id, ${form === '1' ? 'null::bytea' : COMMITMENT_SQL[part]} as hash, ${form === '1' ? FORM_1_LEAF_SQL : 'null::bytea'} as leaf_before,
      ${form === '1' ? FORM_1_BLANKED_LEAF_SQL[part] : 'null::bytea'} as leaf_after, date_trunc('milliseconds', clock_timestamp()) as at
    from audit_logs a where ${NAMING[part]} and ${form === '1' ? '' : 'not '}(${FORM_1_SQL}) order by a.id limit ${CHUNK_ROWS}`,
});

const PUT = {
  name: 'audit_erasure_put',
  text: `insert into audit_erasures (user_id, part, row_count, first_id, last_id, ids, leaves_before, leaves_after, digest, erased_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const BLANK = {
  name: 'audit_erasure_blank',
  text: 'select bureau_audit_erase($1::int, $2::text, $3::bigint[], $4::bytea[]) as rows',
};

interface Named {
  id: number;
  hash: Buffer | null;
  leaf_before: Buffer | null;
  leaf_after: Buffer | null;
  at: string;
}

/**
 * Takes what names a person out of the audit log: their name, address and browser where they acted, and their name and
 * e-mail address where something was done to their account. What is left still proves itself; see
 * docs/audit-verification.md.
 */
@Injectable()
export class AuditEraser {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditWriter,
  ) {}

  /** Blanks every row that names the person; repeating it finds nothing. @returns how many it blanked */
  async erase(userId: number): Promise<number> {
    let rows = 0;
    for (const part of PARTS)
      for (const form of FORMS)
        for (let chunk = -1; chunk !== 0; rows += chunk) chunk = await this.eraseChunk(userId, part, form);
    return rows;
  }

  private eraseChunk(userId: number, part: ErasedPart, form: (typeof FORMS)[number]): Promise<number> {
    return this.database.transaction(async (tx) => {
      await tx.query({
        name: 'audit_erase_lock',
        text: `select pg_advisory_xact_lock(hashtext('audit_erase'), $1::int)`,
        values: [userId],
      });
      const found = await tx.query<Named>({ ...find(part, form), values: [userId] });
      const [first] = found;
      if (!first) return 0;
      await this.note(tx, userId, part, found, first.at);
      const values = [userId, part, found.map(({ id }) => id), found.map(({ hash }) => hash)];
      const [blanked] = await tx.query<{ rows: number }>({ ...BLANK, values });
      if (blanked?.rows !== found.length) throw new Error(`Rows of account ${userId} were not all blanked`);
      return found.length;
    });
  }

  /** Writes down what is erased, and an audit row that vouches for it and is sealed like any other. */
  private async note(
    tx: Executor,
    userId: number,
    part: ErasedPart,
    found: readonly Named[],
    at: string,
  ): Promise<void> {
    const leaves = (name: 'leaf_before' | 'leaf_after') => {
      const hashes = found.flatMap((row) => row[name] ?? []);
      return hashes.length > 0 ? Buffer.concat(hashes) : null;
    };
    const content: ErasureContent = {
      user_id: userId,
      part,
      ids: found.map(({ id }) => id),
      leaves_before: leaves('leaf_before'),
      leaves_after: leaves('leaf_after'),
      erased_at: at,
    };
    const digest = erasureDigest(content);
    await this.audit.record(
      {
        action: 'audit_log.erase',
        outcome: 'success',
        entity_type: 'user',
        entity_id: userId,
        new_values: { part, rows: found.length, digest: digest.toString('hex') },
      },
      tx,
    );
    const { ids, leaves_before, leaves_after } = content;
    const values = [
      userId,
      part,
      ids.length,
      ids[0],
      ids.at(-1),
      ids,
      leaves_before,
      leaves_after,
      digest,
      at,
    ];
    await tx.query({ ...PUT, values });
  }
}
