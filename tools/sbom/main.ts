import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { DIST, ROOT } from '../workspace/paths.ts';
import { Refusal, runCommand } from '../workspace/refusal.ts';

const FILE = join(DIST, 'sbom.json');
const MAX_BYTES = 64 * 1024 * 1024;

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly unknown[];
}

// Writes what the product is made of, as the lock file pins it, in the CycloneDX format: for scanners of known flaws.
await runCommand(async () => {
  const bill = await billOfMaterials();
  mkdirSync(DIST, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(bill, null, 2)}\n`);
  process.stdout.write(`${bill.components.length} packages in ${relative(ROOT, FILE)}\n`);
  return 0;
});

/** @throws {Refusal} where npm cannot read the lock file */
async function billOfMaterials(): Promise<Bill> {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  try {
    const { stdout } = await promisify(execFile)('npm', args, { cwd: ROOT, maxBuffer: MAX_BYTES });
    return JSON.parse(stdout) as Bill;
  } catch (error) {
    throw new Refusal(`npm made no bill of materials: ${(error as Error).message}`);
  }
}
