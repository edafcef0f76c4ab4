import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuditVerifier, CheckpointFile, verifyingKey, type VerificationReport } from '@bureau/audit';
import { configOrExit, openDatabase } from '@bureau/platform';
import { describeVerification } from './verify-audit/describe-verification';

const ALTERED = 1;
/** Nothing can be said of the log. */
const NOT_VERIFIED = 2;

// Verifies the whole audit log and says in one line what came of it.
try {
  const { report, signaturesChecked } = await verify();
  process.stdout.write(`${describeVerification(report, signaturesChecked)}\n`);
  process.exitCode = report.intact ? 0 : ALTERED;
} catch (error) {
  process.stderr.write(`Not verified: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = NOT_VERIFIED;
}

async function verify(): Promise<{ report: VerificationReport; signaturesChecked: boolean }> {
  const { values } = parseArgs({ options: { key: { type: 'string' } } });
  const config = configOrExit();
  const pem = values.key === undefined ? config.auditSigningKey : readFileSync(values.key, 'utf8');
  const key = verifyingKey(pem, config.auditCheckpoints);
  const { database, close } = await openDatabase(config);
  try {
    const file = new CheckpointFile(config.auditCheckpoints);
    const report = await new AuditVerifier(database, file, key).verify();
    return { report, signaturesChecked: key !== null };
  } finally {
    await close();
  }
}
