import { CONFIG, type Config, Database } from '@bureau/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CheckpointFile } from './checkpoints/checkpoint-file';
import { signingKey, type SigningKey } from './checkpoints/signing-key';
import { AuditSealer } from './seals/audit-sealer';
import { AuditVerifier } from './verify/audit-verifier';

/** Sealer and verifier, with the configured key and checkpoint file, which only the worker has. */
@Injectable()
export class AuditTools {
  readonly sealer: AuditSealer;
  readonly verifier: AuditVerifier;
  readonly file: CheckpointFile;
  readonly key: SigningKey;

  constructor(@Inject(CONFIG) config: Config, database: Database) {
    this.file = new CheckpointFile(config.auditCheckpoints);
    this.key = signingKey(config.auditSigningKey, config.auditCheckpoints);
    this.sealer = new AuditSealer(database, this.file, this.key);
    this.verifier = new AuditVerifier(database, this.file, this.key);
  }
}
