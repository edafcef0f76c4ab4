import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@bureau/platform';
import { Logger } from '@nestjs/common';
import { testConfig, testDatabase, type TestDatabase } from '@bureau/testing';
import { CheckpointFile } from '../checkpoints/checkpoint-file';
import { signingKey, type SigningKey } from '../checkpoints/signing-key';
import { AuditSealer } from '../seals/audit-sealer';
import { AuditVerifier, type VerificationReport } from '../verify/audit-verifier';

/** An audit log of its own with a sealer that runs when it is told to. */
export interface SealedLog {
  /** The owner's way in, and the product's. */
  owner: TestDatabase;
  database: Database;
  file: CheckpointFile;
  key: SigningKey;
  sealer: AuditSealer;
  /** Writes so many rows. @returns their ids */
  write(rows: number): Promise<number[]>;
  /** Runs SQL as somebody who owns the database and has switched its triggers off. */
  tamper(sql: string): Promise<void>;
  verify(): Promise<VerificationReport>;
  /** Empties log, seals and checkpoints. */
  reset(): Promise<void>;
  /** The kinds of what is found, and of each the row or the seal. */
  found(): Promise<[kind: string, id: number | null][]>;
  close(): Promise<void>;
}

/** @param maxRows of one seal */
export async function sealedLog(maxRows?: number): Promise<SealedLog> {
  Logger.overrideLogger(false);
  const owner = await testDatabase();
  const { database, close } = await openDatabase(testConfig(owner.url));
  const folder = mkdtempSync(join(tmpdir(), 'seals-'));
  const file = new CheckpointFile(join(folder, 'checkpoints.jsonl'));
  const key = signingKey(null, file.path);
  const verify = () => new AuditVerifier(database, file, key).verify();
  const tamper = async (sql: string) => {
    await owner.sql(`set session_replication_role = replica; ${sql}; reset session_replication_role`);
  };
  return {
    owner,
    database,
    file,
    key,
    sealer: new AuditSealer(database, file, key, maxRows),
    write: async (rows) => {
      const written = await owner.sql<{ id: number }>(
        `insert into audit_logs (action, entity_type, entity_id, new_values, actor_type, reason)
         select 'entity.update', 'entity', n, jsonb_build_object('name', 'é "' || n), 'system', 'r' from generate_series(1, $1) n returning id`,
        [rows],
      );
      return written.map(({ id }) => Number(id));
    },
    tamper,
    verify,
    reset: async () => {
      await tamper('truncate audit_logs, audit_seals, audit_erasures, audit_tombstones restart identity');
      rmSync(file.path, { force: true });
    },
    found: async () =>
      (await verify()).findings.map(({ kind, row_id, seal_seq }) => [kind, row_id ?? seal_seq]),
    close: async () => {
      await close();
      await owner.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
